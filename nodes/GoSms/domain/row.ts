/** An object of the API's JSON as it came: whatever the vendor adds reaches the user too. */
export type Row = Readonly<Record<string, Value>>;

export type Value = string | number | boolean | object | null | undefined;
