/** The browser's own dialog for passkeys. In a module of its own, for it and its library to be loaded when one is used. */
import { startAuthentication, startRegistration, WebAuthnAbortService } from '@simplewebauthn/browser';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { MfaError, type MfaErrorCode } from '../core/mfa-error.js';
import type { PasskeyAnswer, PasskeyOptions } from '../core/passkey-ceremony.js';
import { isAllowed, isUncertain, warnOfFrame } from './passkey-permission.js';

type Act = 'create' | 'get';

/** Nobody has read and answered a dialog by then: it was never shown. */
const AT_ONCE_MS = 150;

/** What a browser's failure means. A cancelled dialog, one that ran out of time and a page that may not ask are one. */
const CODES: Readonly<Record<string, MfaErrorCode>> = {
  NotAllowedError: 'passkey-cancelled',
  // Another dialog was opened in its place: by us, or by the page.
  AbortError: 'passkey-cancelled',
  OperationError: 'passkey-cancelled',
  SecurityError: 'passkey-wrong-domain',
  // What the backend has sent are no options.
  TypeError: 'bad-response',
  EncodingError: 'bad-response',
  InvalidCharacterError: 'bad-response',
};

/** Opens the dialog. To be called when the one before has closed. */
export async function openDialog(
  act: Act,
  options: PasskeyOptions,
  signal: AbortSignal,
): Promise<PasskeyAnswer> {
  if (signal.aborted) throw new MfaError('passkey-cancelled', { message: 'another dialog was asked for' });
  const close = (): void => WebAuthnAbortService.cancelCeremony();
  signal.addEventListener('abort', close, { once: true });
  const openedAt = performance.now();
  try {
    const answer =
      act === 'create'
        ? await startRegistration({
            optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
          })
        : await startAuthentication({
            optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
          });
    return { ...answer };
  } catch (error) {
    throw meaningOf(error, act, performance.now() - openedAt);
  } finally {
    signal.removeEventListener('abort', close);
  }
}

function meaningOf(error: unknown, act: Act, tookMs: number): MfaError {
  // The library wraps what the browser has said.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const name = cause instanceof Error ? cause.name : '';
  const isForbidden = !isAllowed(act) || (isUncertain() && tookMs < AT_ONCE_MS);
  if (name === 'NotAllowedError' && isForbidden) {
    warnOfFrame();
    return new MfaError('passkey-not-allowed', { message: 'a policy forbids passkeys here', cause });
  }
  if (name === 'SecurityError')
    console.warn('This page is on another domain than the passkeys of its backend: compare its rp id.');
  if (name === 'InvalidStateError' && act === 'create')
    return new MfaError('passkey-registered', { message: 'there is a passkey already', cause });
  return new MfaError(CODES[name] ?? 'passkey-unavailable', { message: `the browser said ${name}`, cause });
}
