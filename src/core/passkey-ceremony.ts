/** What a browser does with passkeys, as a port: core, flows and backends know no browser. */
import { MfaError } from './mfa-error.js';

/** Options of a ceremony as JSON (WebAuthn Level 3, `PublicKeyCredential…OptionsJSON`): byte strings are base64url. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/** What the browser answers, as JSON (WebAuthn Level 3, `…ResponseJSON`). */
export type PasskeyAnswer = Readonly<Record<string, unknown>>;

/**
 * Asks the person for a passkey, by the browser's own dialog. Rejects with an `MfaError`: `passkey-cancelled`,
 * `passkey-registered`, `passkey-not-allowed`, `passkey-wrong-domain`, `passkey-unavailable`; and with the signal's
 * reason where it was aborted. To be called from the person's press only; one at a time on a page.
 */
export interface PasskeyCeremony {
  /** Whether this browser can, and may on this page. */
  readonly isAvailable: boolean;
  create(options: PasskeyOptions, signal: AbortSignal): Promise<PasskeyAnswer>;
  get(options: PasskeyOptions, signal: AbortSignal): Promise<PasskeyAnswer>;
}

/** For whoever has no browser: nothing can be asked. */
export const noCeremony: PasskeyCeremony = {
  isAvailable: false,
  create: () => Promise.reject(noBrowser()),
  get: () => Promise.reject(noBrowser()),
};

function noBrowser(): MfaError {
  return new MfaError('passkey-unavailable', { message: 'there is no browser to ask for a passkey' });
}
