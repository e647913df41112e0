/** What `util` of the original has for passkeys (contract C.9.1): it turns what the service sends into what a browser takes. */

/** As the service sends them: what is bytes for the browser is base64url. */
interface Sent {
  readonly publicKey: Readonly<Record<string, unknown>> & {
    readonly challenge: string;
    readonly user?: { readonly id: string };
    readonly allowCredentials?: readonly Listed[];
    readonly excludeCredentials?: readonly Listed[];
  };
}
interface Listed {
  readonly id: string;
}

export function base64UrlEncode(data: ArrayBuffer | Uint8Array): string {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function base64UrlDecode(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

/** @param isAutofill - Whether it is offered where a user name is typed, and not asked for at once. */
export async function getPasskey({ publicKey }: Sent, isAutofill = false): Promise<Credential | null> {
  const options = {
    ...publicKey,
    challenge: base64UrlDecode(publicKey.challenge),
    allowCredentials: idsOf(publicKey.allowCredentials),
  };
  return navigator.credentials.get({
    publicKey: options as unknown as PublicKeyCredentialRequestOptions,
    mediation: isAutofill ? 'conditional' : 'optional',
  });
}

export async function createPasskey({ publicKey }: Sent): Promise<Credential | null> {
  const { user } = publicKey;
  const options = {
    ...publicKey,
    challenge: base64UrlDecode(publicKey.challenge),
    ...(user && { user: { ...user, id: base64UrlDecode(user.id) } }),
    excludeCredentials: idsOf(publicKey.excludeCredentials),
  };
  return navigator.credentials.create({
    publicKey: options as unknown as PublicKeyCredentialCreationOptions,
  });
}

/** Whether the browser can offer a passkey where a user name is typed. */
export async function hasPasskeyAutofill(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false;
  return 'isConditionalMediationAvailable' in PublicKeyCredential
    ? PublicKeyCredential.isConditionalMediationAvailable()
    : false;
}

function idsOf(list: readonly Listed[] = []): object[] {
  return list.map((entry) => ({ ...entry, id: base64UrlDecode(entry.id) }));
}
