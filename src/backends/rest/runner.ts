import type { BackendOptions } from '../../core/backend-registry.js';
import type { ProofKind, ProofOptions } from '../../core/client.js';
import { systemClock } from '../../core/clock.js';
import { createHttpClient, type HttpRequest } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import type {
  CallDescription,
  Described,
  ErrorsDescription,
  StepDescription,
  SuccessDescription,
} from './description.js';
import { toMfaError } from './error-map.js';
import type { Memory } from './memory.js';
import { at, timeAt, valueAt, waitAt, type Answer } from './read.js';
import { fill, holds, neededPlaceholders, placeholders, type Values } from './template.js';

export interface Outcome {
  /** What the answers held, by the names of the description. */
  readonly results: Values;
  /** The answer of the last step that was taken. */
  readonly answer: Answer;
}

export interface RunOptions extends ProofOptions, Pick<HttpRequest, 'carriesChallenge'> {
  /** Whether it is fine that no step of it is meant. */
  mayBeNothing?: boolean;
}

/** Makes described calls. */
export interface Runner {
  readonly options: BackendOptions;
  readonly memory: Memory;
  readonly clockSkewMs: number | undefined;
  run(call: CallDescription, values: Values, options?: RunOptions): Promise<Outcome>;
}

const TIMES: ReadonlyMap<string, typeof timeAt> = new Map([
  ['expiresAt', timeAt],
  ['resendAt', waitAt],
  ['requiredFrom', timeAt],
]);
/** What a backend can find to be wrong. */
const CHECKED = ['code', 'answer', 'answerJson'];
const PROOFS = [
  ['password', 'password'],
  ['captcha', 'captcha'],
  ['stepUp', 'step-up'],
] as const satisfies (readonly [string, ProofKind])[];

export function createRunner(
  options: BackendOptions,
  errors: ErrorsDescription | undefined,
  memory: Memory,
): Runner {
  const http = createHttpClient(options);
  const { clock = systemClock } = options;
  let clockSkewMs: number | undefined;

  async function take(
    step: StepDescription,
    values: Values,
    carriesChallenge: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { method = 'POST', path, query, headers, body } = step;
    const answer = await http.request(
      {
        method,
        path: segments(path, values),
        query: fill(query ?? {}, values) as Record<string, string>,
        headers: fill(headers ?? {}, values) as Record<string, string>,
        body: fill(body, values),
        allowEmpty: true,
        carriesChallenge,
      },
      signal && { signal },
    );
    clockSkewMs = answer.clockSkewMs ?? clockSkewMs;
    if (isSuccess(answer, step.success)) return answer;
    const sent = placeholders([query, headers, body]);
    throw toMfaError(
      answer,
      [step.errors, errors],
      CHECKED.some((name) => sent.includes(name)),
    );
  }

  return {
    options,
    memory,
    get clockSkewMs() {
      return clockSkewMs;
    },
    async run(call, given, { signal, proof = {}, carriesChallenge = false, mayBeNothing = false } = {}) {
      const values = { ...(await pageValues(options)), ...memory.values, ...given, ...proof };
      const asked = neededPlaceholders(
        stepsOf(call).filter((step) => step.if === undefined || holds(step.if, values)),
      );
      for (const [name, proofKind] of PROOFS) {
        if (asked.includes(name) && !proof[name]) throw new MfaError('proof-required', { proof: proofKind });
      }
      const results: Record<string, unknown> = {};
      let answer: Answer | undefined;
      for (const step of stepsOf(call)) {
        const known = { ...values, ...memory.values, ...results };
        if (step.if !== undefined && !holds(step.if, known)) continue;
        answer = await take(step, known, carriesChallenge, signal);
        Object.assign(results, memory.takeFrom(readResults(step.result, answer)));
      }
      if (answer) return { results, answer };
      if (!mayBeNothing) throw new MfaError('misconfigured', { message: 'REST: no step is meant for this' });
      return { results, answer: { status: 204, body: undefined, receivedAt: clock.now() } };
    },
  };
}

export function stepsOf(call: CallDescription): readonly StepDescription[] {
  return [call].flat<CallDescription[]>();
}

/** The described values of an answer. */
export function readResults(
  described: Readonly<Record<string, Described>> | undefined,
  answer: Answer,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(described ?? {}).map(([name, where]) => [
      name,
      (TIMES.get(name) ?? valueAt)(answer.body, where, answer),
    ]),
  );
}

export function isSuccess(
  { status, body }: Pick<Answer, 'status' | 'body'>,
  { status: good, path, equals }: SuccessDescription = {},
): boolean {
  if (!(good ? good.includes(status) : status < 300)) return false;
  if (path === undefined) return true;
  const value = at(body, path);
  return equals ? equals.some((one) => one === value) : value !== undefined;
}

function segments(path: string, values: Values): string[] {
  return path
    .split('/')
    .filter((segment) => segment)
    .map((segment) => {
      const filled = fill(segment, values);
      if (typeof filled === 'string') return filled;
      throw new MfaError('misconfigured', { message: `REST: ${segment} of ${path} has no value` });
    });
}

/** What the page says, asked anew for each call: a token may have been renewed. */
async function pageValues(options: BackendOptions): Promise<Values> {
  const { more, userName, phoneNumber, email, apiKey, accessToken, smsTemplate, emailTemplate } = options;
  const values = { ...more, userName, phoneNumber, email, apiKey, accessToken, smsTemplate, emailTemplate };
  const asked = Object.entries(values).map(async ([name, value]): Promise<[string, unknown]> => [
    name,
    typeof value === 'function' ? await (value as () => unknown)() : value,
  ]);
  return Object.fromEntries(await Promise.all(asked));
}
