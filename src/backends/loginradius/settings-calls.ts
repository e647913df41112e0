/** The settings (contract B.3), and what is set up on the way in. */
import type {
  CallOptions,
  Challenge,
  Factor,
  FactorSettings,
  OtpRequest,
  ProofOptions,
  RecoveryCodes,
  SecurityAnswer,
  TotpEnrollment,
  Verification,
} from '../../core/client.js';
import { parseEmail, parsePhone } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { buildOtpauth, cleanSecret, parseOtpauth } from '../../core/otpauth.js';
import { untilAborted } from '../until-aborted.js';
import { asFields } from '../values.js';
import { misconfigured, sessionOf, type Api } from './api.js';
import {
  answersBody,
  challengeOf,
  factorOf,
  isOffered,
  knownAddresses,
  phoneChannel,
  phoneQuery,
  readOutcome,
  sendEmail,
  type Purpose,
} from './factor-calls.js';
import { once } from './once.js';
import { listPasskeys, removePasskey } from './passkey-calls.js';
import { kindsIn, readOffer } from './tenant-offer.js';
import { readCodes, readRemoved, REMOVALS } from './removals.js';
import { badResponse, readSent, readState, type MfaState } from './wire.js';

const SETTINGS = 'auth/account/2fa';

export async function readSettings(api: Api, options?: CallOptions): Promise<MfaState> {
  const query = { isVoiceOtp: api.options.isVoiceOtp ? 'true' : undefined };
  const { body } = await api.call('GET', SETTINGS, { query }, options);
  // Every other answer has none of these: an empty list would say that nothing is set up.
  if (!Object.keys(asFields(body) ?? {}).some((name) => /^Is\w*AuthenticatorVerified$/.test(name))) {
    throw badResponse('settings');
  }
  return readState(body);
}

export async function listFactors(api: Api, options?: CallOptions): Promise<Factor[]> {
  return factorsOf(api, await readSettings(api, options), options);
}

export async function factorSettings(api: Api, options?: CallOptions): Promise<FactorSettings> {
  const [state, offer] = await Promise.all([readSettings(api, options), readOffer(api, options)]);
  const factors = await factorsOf(api, state, options);
  const required = offer?.IsRequired === true;
  const addable = kindsIn(offer)
    // There may be several passkeys, where the account has them.
    .filter((kind) => (kind === 'passkey' ? offer?.hasPasskeys : !state.kinds.includes(kind)))
    .filter((kind) => isOffered(api, kind))
    // Without a key or a question there is nothing to begin with.
    .filter((kind) => kind !== 'push' || state.pushCode)
    .filter((kind) => (kind === 'totp' ? state.key : kind !== 'security-questions' || state.questions.length))
    .map((kind) => (kind === 'sms' ? phoneChannel(api) : kind));
  const isLast = required && factors.length === 1;
  return {
    factors: isLast ? factors.map((factor) => ({ ...factor, removable: false })) : factors,
    addable,
    known: knownAddresses(state),
    required,
  };
}

/** One for each kind, but for passkeys: of the others, what is removed there is always all of a kind. */
async function factorsOf(
  api: Api,
  { kinds, phone, emails }: MfaState,
  options?: CallOptions,
): Promise<Factor[]> {
  const passkeys = kinds.includes('passkey') ? await listPasskeys(api, options) : [];
  return kinds.flatMap((kind) => {
    if (kind === 'passkey') return passkeys;
    if (kind === 'sms') return [factorOf(phoneChannel(api), phone)];
    return [factorOf(kind, kind === 'email' && emails.length === 1 ? emails[0] : undefined)];
  });
}

/** `{IsDeleted: true}` is what says that it is gone. */
export async function removeFactor(api: Api, factor: Factor, options?: CallOptions): Promise<void> {
  const { kind, all, id } = factor;
  if (kind === 'passkey' && !all && id !== kind) return removePasskey(api, factor, options);
  const removal = REMOVALS[kind];
  if (!removal) throw misconfigured(`a factor of the kind ${kind} cannot be removed`);
  const { path, body } = removal;
  const answer = await api.call('DELETE', `${SETTINGS}/authenticator${path}`, body ? { body } : {}, options);
  readRemoved(answer.body);
}

export async function enrollDestination(
  api: Api,
  purpose: Exclude<Purpose, 'reauth'>,
  { channel, destination = '' }: OtpRequest,
  options?: CallOptions,
): Promise<Challenge> {
  if (channel === 'totp') throw misconfigured('an authenticator has no destination');
  if (channel === 'email') {
    // An address of the ticket is masked, and meant as it is.
    const known = purpose === 'login' ? api.person.pending?.emails : undefined;
    const to = known?.find((address) => address === destination) ?? parseEmail(destination);
    if (!to) throw new MfaError('invalid-destination');
    return sendEmail(api, purpose, to, options);
  }
  const phoneNo2FA = parsePhone(destination);
  if (!phoneNo2FA) throw new MfaError('invalid-destination');
  const path = purpose === 'login' ? 'auth/login/2fa' : SETTINGS;
  const query = phoneQuery(api, channel);
  readSent((await api.call('PUT', path, { query, body: { phoneNo2FA } }, options)).body);
  return challengeOf(api, purpose, { channel, destination: phoneNo2FA }, phoneNo2FA);
}

export async function setSecurityQuestions(
  api: Api,
  purpose: Exclude<Purpose, 'reauth'>,
  answers: readonly SecurityAnswer[],
  options?: ProofOptions,
): Promise<Verification> {
  const isLogin = purpose === 'login';
  const path = `auth/${isLogin ? 'login' : 'account'}/2fa/securityquestionanswer`;
  const body = { ...answersBody(answers), ...(!isLogin && { ReplaceSecurityQuestionAnswer: true }) };
  return readOutcome(api, purpose, await api.call('PUT', path, { body }, options));
}

/** A GET that has side effects (B.3): each burns the codes before. */
export async function recoveryCodes(
  api: Api,
  path: 'backupcode' | 'backupcode/reset',
  { signal }: CallOptions = {},
): Promise<RecoveryCodes> {
  signal?.throwIfAborted();
  return untilAborted(
    once([...sessionOf(api), path], () => fetchCodes(api, path)),
    signal,
  );
}

async function fetchCodes(api: Api, path: string): Promise<RecoveryCodes> {
  return readCodes((await api.call('GET', `${SETTINGS}/${path}`)).body);
}

/** The chart URL is read, and never loaded: it would show the secret to a third party (B.8). */
export function readKey({ key }: MfaState): Pick<TotpEnrollment, 'secret' | 'uri'> {
  if (!key) throw new MfaError('already-enrolled');
  const known = parseOtpauth(key.chart ?? '');
  if (known) return { secret: known.secret, uri: buildOtpauth(known) };
  const secret = cleanSecret(key.manual ?? '');
  if (!/^[A-Z2-7]{16,}$/.test(secret)) throw badResponse('secret');
  // One that cannot be read may say what the key alone does not: whoever pairs with it refuses it.
  return { secret, ...(key.chart && /otpauth/i.test(key.chart) && { uri: key.chart }) };
}
