import type { MfaClient, PasskeyAnswer, PasskeyChallenge, Verification } from '../core/client.js';
import { type MfaError, type MfaErrorCode, UNCERTAIN } from '../core/mfa-error.js';
import { objectOf, verificationOf } from './answers.js';
import { unable } from './client-option.js';
import type { MadePasskey, PasskeyMode } from './passkey-state.js';
import { guarded, type ProofFlow } from './proof-flow.js';

/** Another answer of the same passkey is no help: the same one may be taken the next time. */
const KEEPS: readonly MfaErrorCode[] = [...UNCERTAIN, 'name-taken', 'rate-limited', 'proof-required'];

/** Whether a passkey that was made can be offered to the backend again. */
export function keepsPasskey({ code }: MfaError): boolean {
  return KEEPS.includes(code);
}

/** What is said along the way. */
export interface PasskeyCall {
  readonly mode: PasskeyMode;
  readonly name: string | undefined;
  readonly rememberDevice: boolean;
  readonly proof: ProofFlow;
  readonly signal: AbortSignal;
}

/** Asks the backend what the browser is to be asked. */
export async function beginPasskey(client: MfaClient, call: PasskeyCall): Promise<PasskeyChallenge> {
  const { mode, signal } = call;
  if (mode === 'use') {
    if (!client.beginPasskey) throw unable('ask for passkeys');
    return usable(await client.beginPasskey({ signal }));
  }
  const begin = client.beginPasskeyEnrollment;
  if (!begin) throw unable('add passkeys');
  const request = client.namesPasskeys === 'begin' ? named(call) : {};
  const challenge = await guarded({ client, ...call }, (options) => begin.call(client, request, options));
  return usable(challenge);
}

/** Hands the browser's answer to the backend. */
export async function endPasskey(
  client: MfaClient,
  { challenge, answer }: MadePasskey,
  call: PasskeyCall,
): Promise<Verification> {
  if (call.mode === 'use') {
    const verify = client.verifyPasskey;
    if (!verify) throw unable('check passkeys');
    const remember = call.rememberDevice ? { rememberDevice: true } : {};
    return verificationOf(
      await guarded({ client, ...call }, (options) =>
        verify.call(client, challenge, answer, { ...options, ...remember }),
      ),
    );
  }
  const activate = client.activatePasskey;
  if (!activate) throw unable('add passkeys');
  const request = client.namesPasskeys === 'activate' ? named(call) : {};
  return verificationOf(
    await guarded({ client, ...call }, (options) =>
      activate.call(client, challenge, answer, request, options),
    ),
  );
}

/** Takes back what was begun. Nobody waits for it, and a failure changes nothing for the person. */
export function takeBack(client: MfaClient | undefined, challenge: PasskeyChallenge | undefined): void {
  if (challenge) client?.cancelPasskeyEnrollment?.(challenge).catch(() => undefined);
}

/** Begins at 37, after the hash of the rp id (32), flags (1) and a counter (4); 16 bytes. */
const AAGUID = { start: 37, end: 53 };

/** The kind of an authenticator, as a UUID, from what it says of a new passkey. Nothing where it does not tell. */
export function authenticatorOf(answer: PasskeyAnswer): string | undefined {
  const { authenticatorData } = (answer.response ?? {}) as { authenticatorData?: unknown };
  if (typeof authenticatorData !== 'string') return undefined;
  try {
    const bytes = atob(authenticatorData.replaceAll('-', '+').replaceAll('_', '/'));
    const hex = Array.from(bytes.slice(AAGUID.start, AAGUID.end), (byte) =>
      byte.charCodeAt(0).toString(16).padStart(2, '0'),
    );
    const isTold = hex.length === 16 && hex.some((byte) => byte !== '00');
    return isTold ? hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : undefined;
  } catch {
    return undefined;
  }
}

function named({ name }: PasskeyCall): { name?: string } {
  return name === undefined ? {} : { name };
}

function usable(challenge: PasskeyChallenge): PasskeyChallenge {
  objectOf(objectOf(challenge, 'challenge').options, 'passkey options');
  return challenge;
}
