import type { BackendOptions } from '../../core/backend-registry.js';
import type {
  Challenge,
  Channel,
  Factor,
  FactorKind,
  FactorKeeper,
  MfaClient,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  ProofOptions,
  TotpEnroller,
  TotpEnrollment,
  Verification,
} from '../../core/client.js';
import { FACTOR_KINDS } from '../../core/kinds.js';
import { maskDestination } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { cleanSecret, parseOtpauth } from '../../core/otpauth.js';
import { count, defined, text } from '../values.js';
import { checkDescription } from './check-description.js';
import type { CallDescription, OtpDescription, RestDescription } from './description.js';
import { timeAt, valueAt } from './read.js';
import { createRunner, stepsOf, type Outcome, type Runner } from './runner.js';
import { placeholders, type Values } from './template.js';

export interface RestOptions extends BackendOptions {
  /** What the backend is like: an object, or its JSON. */
  description: RestDescription | string;
}

const CODE_LENGTH = 6;
const CHALLENGE_NAMES = ['destination', 'codeLength', 'expiresAt', 'resendAt', 'attemptsLeft'];
const PACKED = '{"';
const ENROLLMENT_NAMES = ['secret', 'uri', 'expiresAt', 'recoveryCodes'];

/**
 * A client made from a description. It has the roles whose calls are described, and no others. Every method rejects
 * with MfaError.
 *
 * @throws MfaError `misconfigured` where the description is not right; its message names each mistake.
 */
export function createRestClient(options: BackendOptions): MfaClient {
  const more = Object.keys(options.more ?? {});
  const { otp, totp, factors, recovery, errors } = checkDescription(options.description, more);
  const runner = createRunner(options, errors);
  const { verify, regenerate } = recovery ?? {};
  return {
    get clockSkewMs() {
      return runner.clockSkewMs;
    },
    ...(otp && otpRole(otp, runner, options)),
    ...(totp && totpRole(totp, runner)),
    ...(factors && factorRole(factors, runner)),
    ...(verify && {
      verifyRecoveryCode: async (code, { rememberDevice, ...rest } = {}) =>
        verification(await runner.run(verify, { code, rememberDevice }, { ...rest, carriesChallenge: true })),
    }),
    ...(regenerate && {
      regenerateRecoveryCodes: async (rest) => {
        const codes = texts((await runner.run(regenerate, {}, rest)).results.codes);
        if (!codes) throw missing('codes');
        return { codes };
      },
    }),
  } satisfies MfaClient;
}

function otpRole(
  groups: readonly OtpDescription[],
  runner: Runner,
  page: BackendOptions,
): OtpSender & OtpVerifier {
  const groupOf = (channel: Channel): OtpDescription => {
    const group = groups.find(({ channels }) => channels.includes(channel));
    if (!group) throw new MfaError('misconfigured', { message: `REST: channel ${channel} is not described` });
    return group;
  };
  const known = (channel: Channel): string | undefined =>
    channel === 'email' ? page.email : page.phoneNumber;

  async function send(request: OtpRequest, options?: ProofOptions, previous?: Challenge): Promise<Challenge> {
    const { channel, deviceName } = request;
    const group = groupOf(channel);
    const { codeLength = CODE_LENGTH, expiresIn, resumable } = group;
    const call = (previous && group.resend) ?? group.request;
    const basis = { channel, ...defined({ deviceName, resumable }), codeLength, request };
    if (!call) return { id: channel, ...basis };
    const wanted = mentions(call, 'destination');
    const destination = wanted ? (text(request.destination) ?? known(channel)) : undefined;
    // Only a mask is left of where the first code went: the person has to start again.
    if (wanted && !destination) throw new MfaError(previous ? 'challenge-expired' : 'invalid-destination');
    const before = previous ? unpack(previous.id) : {};
    const named = group.names?.[channel] ?? channel;
    const values = { ...before, channel: named, destination, deviceName };
    const outcome = await runner.run(call, values, { ...options, carriesChallenge: previous !== undefined });
    const { results, receivedAt } = outcome;
    return {
      ...basis,
      ...defined({
        destination: text(results.destination) ?? (destination && maskDestination(destination)),
        codeLength: count(results.codeLength),
        expiresAt:
          (results.expiresAt as number | undefined) ??
          (expiresIn === undefined ? undefined : receivedAt + expiresIn * 1000),
        resendAt: results.resendAt as number | undefined,
        attemptsLeft: count(results.attemptsLeft),
      }),
      id: pack(call, outcome, CHALLENGE_NAMES, before) ?? channel,
    };
  }

  return {
    channels: groups.flatMap(({ channels }) => channels),
    takesDestination: groups.some(({ request }) => mentions(request, 'destination')),
    remembersDevices: groups.some(({ verify }) => mentions(verify, 'rememberDevice')),
    requestOtp: (request, options) => send(request, options),
    resendOtp: (challenge, options) => {
      const { channel, deviceName, request } = challenge;
      return send(request ?? { channel, ...(deviceName && { deviceName }) }, options, challenge);
    },
    async verifyOtp({ id, channel, deviceName, request }, code, { rememberDevice, ...options } = {}) {
      const { names, verify } = groupOf(channel);
      const destination = text(request?.destination) ?? known(channel);
      const asked = { channel: names?.[channel] ?? channel, deviceName, destination };
      return verification(
        await runner.run(
          verify,
          { ...unpack(id), ...asked, code, rememberDevice },
          { ...options, carriesChallenge: true },
        ),
      );
    },
  };
}

function totpRole(
  { enroll, activate, cancel }: NonNullable<RestDescription['totp']>,
  runner: Runner,
): TotpEnroller {
  const values = ({ id, deviceName }: TotpEnrollment): Values => ({ ...unpack(id), deviceName });
  return {
    namesDevices: mentions(enroll, 'deviceName'),
    async beginTotpEnrollment({ deviceName }, options) {
      const outcome = await runner.run(enroll, { deviceName }, options);
      const { results } = outcome;
      const written = text(results.uri) ?? '';
      const uri = /^otpauth:/i.test(written) ? written : undefined;
      const secret = cleanSecret(text(results.secret) ?? parseOtpauth(written)?.secret ?? '');
      if (!/^[A-Z2-7]{16,}$/.test(secret)) throw missing('secret');
      return {
        id: pack(enroll, outcome, ENROLLMENT_NAMES) ?? 'totp',
        secret,
        ...defined({
          uri,
          deviceName: text(results.deviceName) ?? deviceName,
          expiresAt: results.expiresAt as number | undefined,
          recoveryCodes: texts(results.recoveryCodes),
        }),
      };
    },
    activateTotp: async (enrollment, code, options) =>
      verification(
        await runner.run(activate, { ...values(enrollment), code }, { ...options, carriesChallenge: true }),
      ),
    async cancelTotpEnrollment(enrollment, options) {
      if (cancel) await runner.run(cancel, values(enrollment), { ...options, carriesChallenge: true });
    },
  };
}

function factorRole(
  { list, kinds = {}, remove }: NonNullable<RestDescription['factors']>,
  runner: Runner,
): Partial<FactorKeeper> {
  const described = stepsOf(list).at(-1)?.result ?? {};
  /** The backend's own name of a factor's kind, for the call that removes it. */
  const ownKinds = new WeakMap<Factor, unknown>();

  function factorOf(entry: unknown, receivedAt: number): Factor | undefined {
    const value = (name: string): unknown =>
      described[name] === undefined ? undefined : valueAt(entry, described[name]);
    const own = value('kind');
    const word = String(own);
    const kind =
      (Object.hasOwn(kinds, word) ? kinds[word] : kinds['*']) ??
      FACTOR_KINDS.find((one: FactorKind) => one === own);
    const name = text(value('name'));
    const id = idOf(value('id')) ?? name;
    if (!kind || !id) return undefined;
    const factor: Factor = {
      id,
      kind,
      active: described.active === undefined || value('active') === true,
      ...defined({
        name,
        destination: text(value('destination')),
        createdAt:
          described.createdAt === undefined
            ? undefined
            : timeAt(entry, described.createdAt, { status: 200, body: entry, receivedAt }),
        removable: value('removable') === false ? false : undefined,
      }),
    };
    ownKinds.set(factor, own);
    return factor;
  }

  return {
    async listFactors(options) {
      const { results, receivedAt } = await runner.run(list, {}, options);
      if (!Array.isArray(results.items)) throw missing('items');
      return results.items.flatMap((entry) => factorOf(entry, receivedAt) ?? []);
    },
    ...(remove && {
      async removeFactor(factor: Factor, options?: ProofOptions) {
        const { id, kind, name } = factor;
        await runner.run(remove, { id, kind: ownKinds.get(factor) ?? kind, deviceName: name }, options);
      },
    }),
  };
}

function mentions(call: CallDescription | undefined, name: string): boolean {
  return placeholders(call).includes(name);
}

function verification({ results }: Outcome): Verification {
  if (!('session' in results)) return {};
  if (results.session === undefined) throw missing('session');
  return { session: results.session };
}

/**
 * One id out of all that a call gave to be remembered: the id itself, where that is all. Nothing where nothing is
 * described.
 */
function pack(
  call: CallDescription,
  { results }: Outcome,
  names: readonly string[],
  before: Values = {},
): string | undefined {
  const id = idOf(results.id);
  if ('id' in (stepsOf(call).at(-1)?.result ?? {}) && !id) throw missing('id');
  const others = Object.entries(results).filter(([name]) => name !== 'id' && !names.includes(name));
  const kept = { ...before, ...defined({ id }), ...Object.fromEntries(others) };
  const isPlain = Object.keys(kept).every((name) => name === 'id');
  // An id that looks like ours is packed, so that it is unpacked as what it is.
  return isPlain && !id?.startsWith(PACKED) ? idOf(kept.id) : JSON.stringify(kept);
}

function unpack(id: string): Values {
  return id.startsWith(PACKED) ? (JSON.parse(id) as Values) : { id };
}

function idOf(value: unknown): string | undefined {
  return text(typeof value === 'number' ? String(value) : value);
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.length && value.every(text) ? (value as string[]) : undefined;
}

function missing(name: string): MfaError {
  return new MfaError('bad-response', { message: `REST: no valid ${name} in the answer` });
}
