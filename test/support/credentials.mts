import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestOptions,
	IRequestOptionsSimplified,
} from 'n8n-workflow';
import { GoSmsApi } from '../../credentials/GoSmsApi.credentials.ts';

/** Does what n8n's own helper does for a credential type that signs requests by itself. */
export class TestCredentials extends ICredentialsHelper {
	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		return await new GoSmsApi().authenticate(credentials, options as IHttpRequestOptions);
	}

	preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	getCredentials(): Promise<ICredentials> {
		throw new Error('not needed');
	}

	getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return Promise.resolve({ ...this.data });
	}

	updateCredentials(): Promise<void> {
		return Promise.resolve();
	}

	updateCredentialsOauthTokenData(): Promise<void> {
		return Promise.resolve();
	}

	getCredentialsProperties() {
		return new GoSmsApi().properties;
	}
}
