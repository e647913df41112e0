/** Passkeys: on the way in with the ticket (contract B.2), and in the settings with a token (C.9.8). */
import type {
  CallOptions,
  Factor,
  PasskeyAnswer,
  PasskeyChallenge,
  Verification,
} from '../../core/client.js';
import { isMfaError } from '../../core/mfa-error.js';
import { asFields, defined, text } from '../values.js';
import type { Api } from './api.js';
import { factorOf, readOutcome, type Purpose } from './factor-calls.js';
import { readRemoved } from './removals.js';
import { badResponse, time } from './wire.js';

type PasskeyPurpose = Exclude<Purpose, 'reauth'>;

const KEYS = 'auth/account/passkey';

/** Where a ceremony is; its place is also its id: the ticket or the token says whose it is. */
const PLACES = {
  use: { login: 'auth/login/2fa/passkey' },
  make: { login: 'auth/login/2fa/register/passkey', account: 'auth/account/register/passkey' },
} as const;

/** For a passkey that the person has. There is one purpose: a step-up knows none. */
export function beginPasskey(api: Api, options?: CallOptions): Promise<PasskeyChallenge> {
  return begin(api, PLACES.use.login, options);
}

/** For a new one. */
export function beginPasskeyEnrollment(
  api: Api,
  purpose: PasskeyPurpose,
  options?: CallOptions,
): Promise<PasskeyChallenge> {
  return begin(api, PLACES.make[purpose], options);
}

/** In a sign-in the last step, which gives the session. */
export async function finishPasskey(
  api: Api,
  { id: place }: PasskeyChallenge,
  answer: PasskeyAnswer,
  options?: CallOptions,
): Promise<Verification> {
  const purpose = place === PLACES.make.account ? 'account' : 'login';
  const request = { body: { PasskeyCredential: answer }, carriesChallenge: true };
  return readOutcome(api, purpose, await api.call('POST', `${place}/finish`, request, options));
}

/**
 * The passkeys one by one. What the list looks like the vendor does not say: where it cannot be read, they are one
 * factor, which goes as a whole.
 */
export async function listPasskeys(api: Api, options?: CallOptions): Promise<Factor[]> {
  try {
    const { body } = await api.call('GET', KEYS, {}, options);
    const entries = Array.isArray(body) ? (body as unknown[]) : [asFields(body)?.Data].flat();
    const factors = entries.map(readPasskey);
    if (factors.length && factors.every((factor) => factor !== undefined)) return factors;
  } catch (error) {
    if (!isMfaError(error) || error.code === 'unauthenticated') throw error;
  }
  return [{ ...factorOf('passkey'), all: true }];
}

export async function removePasskey(api: Api, { id }: Factor, options?: CallOptions): Promise<void> {
  readRemoved((await api.call('DELETE', `${KEYS}/${id}`, {}, options)).body);
}

async function begin(api: Api, place: string, options?: CallOptions): Promise<PasskeyChallenge> {
  const { body } = await api.call('GET', `${place}/begin`, {}, options);
  const fields = asFields(body);
  const credential =
    asFields(fields?.RegisterBeginCredential) ?? asFields(fields?.LoginBeginCredential) ?? fields;
  const publicKey = asFields(credential?.publicKey);
  if (!publicKey) throw badResponse('publicKey');
  return { id: place, options: publicKey };
}

function readPasskey(entry: unknown): Factor | undefined {
  const fields = asFields(entry);
  const id = text(fields?.Id);
  // It becomes part of a path.
  if (!id || !/^[\w.~-]+$/.test(id) || /^\.{1,2}$/.test(id)) return undefined;
  const [name, createdAt] = [text(fields?.Name), time(fields?.CreatedDate)];
  return { id, kind: 'passkey', active: true, ...defined({ name, createdAt }) };
}
