import { MESSAGE_CHANNELS } from '../../../core/kinds.js';
import type { CallOptions, Challenge, Factor, FactorKind, SecondStepper } from '../../../core/client.js';
import { systemClock } from '../../../core/clock.js';
import { MfaError } from '../../../core/mfa-error.js';
import { defined, text } from '../../values.js';
import type { LoginDescription, RestDescription } from '../description.js';
import type { Answer } from '../read.js';
import { isSuccess, readResults, type Runner } from '../runner.js';
import type { Values } from '../template.js';
import { basisOf, expiryOf, groupOf } from './code.js';
import { entriesOf, factorReader } from './factor-entries.js';
import type { KnownFactors } from './known-factors.js';

/** Results of a login that have a place of their own; what else there is, is kept. */
const LOGIN_NAMES = [
  'items',
  'enrollable',
  'required',
  'requiredFrom',
  'sent',
  'destination',
  'expiresAt',
  'session',
  'accessToken',
];

/** What a login keeps for the calls that follow. */
export function keptNames({ login }: RestDescription): string[] {
  const { result = {}, request } = login ?? {};
  const steps = [request ?? []].flat() as readonly { result?: object }[];
  const names = [result, ...steps.map((step) => step.result ?? {})].flatMap((one) => Object.keys(one));
  return names.filter((name) => !LOGIN_NAMES.includes(name));
}

/** Reads what the first step of a sign-in gave. */
export function loginRole(
  login: LoginDescription,
  { otp = [], destinations = [], totp, passkeys, factors }: RestDescription,
  runner: Runner,
  known: KnownFactors,
  listFactors: ((options?: CallOptions) => Promise<readonly Factor[]>) | undefined,
): SecondStepper {
  const { request, done, result } = login;
  const reader = factorReader(login.item ?? factors?.item, login.kinds ?? factors?.kinds);
  const setUp: readonly FactorKind[] = [
    ...(totp ? ['totp' as const] : []),
    ...(passkeys?.create ? ['passkey' as const] : []),
    ...destinations.flatMap(({ channels }) => channels),
  ];

  async function factorsOf(
    results: Values,
    answer: Answer,
    options?: CallOptions,
  ): Promise<readonly Factor[]> {
    if (!('items' in results)) return (await listFactors?.(options)) ?? [];
    const entries = entriesOf(results.items).flatMap((entry) => reader.factor(entry, answer) ?? []);
    return known.take(entries.map(({ factor }) => factor));
  }

  function challengeOf(results: Values, answer: Answer): Challenge | undefined {
    const kind = results.sent === undefined ? undefined : reader.kind(results.sent);
    const channel = MESSAGE_CHANNELS.find((one) => one === kind);
    if (!channel) return undefined;
    const group = groupOf(otp, channel);
    return {
      id: channel,
      ...basisOf(group, { channel }),
      ...defined({
        destination: text(results.destination),
        expiresAt: expiryOf(group, answer.receivedAt),
        resumable: group.resumable,
      }),
    };
  }

  return {
    async secondStep(given, options) {
      if (given === undefined && !request)
        throw new MfaError('misconfigured', { message: 'REST: what the login gave is needed' });
      const receivedAt = (runner.options.clock ?? systemClock).now();
      const answer: Answer = { status: 200, body: given, receivedAt };
      const begun = readResults(result, answer);
      if (done && isSuccess(answer, done)) {
        runner.memory.end();
        return {
          factors: [],
          enrollable: [],
          required: false,
          verification: 'session' in begun ? { session: begun.session } : {},
        };
      }
      const read = runner.memory.begin(begun);
      const more = request && (await runner.run(request, {}, options)).results;
      const results: Values = { ...read, ...more };
      const factors = await factorsOf(results, answer, options);
      const challenge = challengeOf(results, answer);
      const requiredFrom = results.requiredFrom as number | undefined;
      const isSetUp = factors.some(({ active }) => active);
      return {
        factors,
        enrollable: 'enrollable' in results ? reader.kinds(results.enrollable ?? []) : isSetUp ? [] : setUp,
        // What is to be needed one day is not yet.
        required: requiredFrom === undefined ? results.required !== false : results.required === true,
        ...defined({ challenge, requiredFrom, expiresAt: results.expiresAt as number | undefined }),
      };
    },
  };
}
