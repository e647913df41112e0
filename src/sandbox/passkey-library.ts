/**
 * What checks passkeys, as a port: `import * as webAuthn from '@simplewebauthn/server'` is one as it is. The sandbox has
 * none of its own: who tests no passkeys need not install it.
 */
export interface PasskeyLibrary {
  verifyRegistrationResponse(options: never): Promise<{
    verified: boolean;
    registrationInfo?: { credential: PasskeyCredential };
  }>;
  verifyAuthenticationResponse(options: never): Promise<{
    verified: boolean;
    authenticationInfo?: { newCounter: number };
  }>;
}

/** What is kept of a passkey, to check what it signs. */
export interface PasskeyCredential {
  /** Base64url. */
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** How often it has signed, as far as it tells. */
  readonly counter: number;
  readonly transports?: readonly string[] | undefined;
}

/** For which site passkeys are. */
export interface PasskeySite {
  /** The domain, such as `localhost`. */
  readonly rpId: string;
  readonly rpName: string;
  /** The origins of the pages that may ask for them. */
  readonly origins: readonly string[];
}
