import type { BackendOptions } from '../../core/backend-registry.js';
import type { ProofKind, ProofOptions } from '../../core/client.js';
import { createHttpClient, type HttpRequest } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import type {
  CallDescription,
  ErrorsDescription,
  StepDescription,
  SuccessDescription,
} from './description.js';
import { toMfaError } from './error-map.js';
import { at, timeAt, valueAt, waitAt, type Answer } from './read.js';
import { fill, placeholders, type Values } from './template.js';

export interface Outcome {
  /** What the answers held, by the names of the description. */
  readonly results: Values;
  /** When the last answer came, in epoch milliseconds of the local clock. */
  readonly receivedAt: number;
}

export interface RunOptions extends ProofOptions, Pick<HttpRequest, 'carriesChallenge'> {}

/** Makes described calls. */
export interface Runner {
  readonly clockSkewMs: number | undefined;
  run(call: CallDescription, values: Values, options?: RunOptions): Promise<Outcome>;
}

const TIMES: ReadonlyMap<string, typeof timeAt> = new Map([
  ['expiresAt', timeAt],
  ['createdAt', timeAt],
  ['resendAt', waitAt],
]);
const PROOFS = [
  ['password', 'password'],
  ['captcha', 'captcha'],
  ['stepUp', 'step-up'],
] as const satisfies (readonly [string, ProofKind])[];

export function createRunner(options: BackendOptions, errors: ErrorsDescription | undefined): Runner {
  const http = createHttpClient(options);
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
    if (!isSuccess(answer, step.success))
      throw toMfaError(answer, [step.errors, errors], placeholders([query, headers, body]).includes('code'));
    return answer;
  }

  return {
    get clockSkewMs() {
      return clockSkewMs;
    },
    async run(call, given, { signal, proof = {}, carriesChallenge = false } = {}) {
      const asked = placeholders(call);
      for (const [name, proofKind] of PROOFS) {
        if (asked.includes(name) && !proof[name]) throw new MfaError('proof-required', { proof: proofKind });
      }
      const values = { ...pageValues(options), ...given, ...proof };
      const results: Record<string, unknown> = {};
      let receivedAt = 0;
      for (const step of stepsOf(call)) {
        const answer = await take(step, { ...values, ...results }, carriesChallenge, signal);
        receivedAt = answer.receivedAt;
        const { items, ...others } = step.result ?? {};
        // The other names belong to the entries of a list.
        for (const [name, described] of Object.entries(items === undefined ? others : { items })) {
          const readTime = TIMES.get(name);
          results[name] = readTime
            ? readTime(answer.body, described, answer)
            : valueAt(answer.body, described);
        }
      }
      return { results, receivedAt };
    },
  };
}

export function stepsOf(call: CallDescription): readonly StepDescription[] {
  return [call].flat<CallDescription[]>();
}

function isSuccess(
  { status, body }: Answer,
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
      if (typeof filled !== 'string') {
        throw new MfaError('misconfigured', { message: `REST: ${segment} of ${path} has no value` });
      }
      return filled;
    });
}

/** What the page says, asked anew for each call: a token may have been renewed. */
function pageValues(options: BackendOptions): Values {
  const { more, userName, phoneNumber, email, apiKey, accessToken, smsTemplate, emailTemplate } = options;
  const values = { ...more, userName, phoneNumber, email, apiKey, accessToken, smsTemplate, emailTemplate };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? (value as () => unknown)() : value,
    ]),
  );
}
