/** Sends an SMS with a code to a number: the code, or undefined when nobody can receive it there. */
export type SendCode = (phone: string) => string | undefined;

/** The people who sign up on a site that checks their phone numbers. */
export interface SignUps {
	/** Sends a code; again for a number that has not confirmed yet, which makes the code before it void. */
	begin(phone: string): 'sent' | 'taken';
	confirm(phone: string, code: string): 'confirmed' | 'wrongCode' | 'unknown';
}

type SignUp = { code: string | undefined; isConfirmed: boolean };

export function createSignUps(sendCode: SendCode): SignUps {
	const byPhone = new Map<string, SignUp>();
	return {
		begin(phone) {
			if (byPhone.get(phone)?.isConfirmed) return 'taken';
			// Whether the number can be reached is not told, as on a real site.
			byPhone.set(phone, { code: sendCode(phone), isConfirmed: false });
			return 'sent';
		},
		confirm(phone, code) {
			const signUp = byPhone.get(phone);
			if (!signUp || signUp.isConfirmed) return 'unknown';
			if (signUp.code === undefined || signUp.code !== code) return 'wrongCode';
			signUp.isConfirmed = true;
			return 'confirmed';
		},
	};
}
