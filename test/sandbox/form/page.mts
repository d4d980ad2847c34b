/** The form as people see it; it works without scripts. */
export const page = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width" />
		<title>Sign up</title>
	</head>
	<body>
		<h1>Sign up</h1>
		<p>The site to be tested. It sends a code to your phone number, and wants it back.</p>
		<form method="post" action="form">
			<label>Phone <input name="phone" type="tel" placeholder="+628123456789" required /></label>
			<button>Send me a code</button>
		</form>
		<form method="post" action="form/confirm">
			<label>Phone <input name="phone" type="tel" placeholder="+628123456789" required /></label>
			<label>Code <input name="code" inputmode="numeric" required /></label>
			<button>Confirm</button>
		</form>
	</body>
</html>
`;
