import type { Clock } from '../core/clock.js';
import { json, problem } from './messages.js';

/** The ways in which a backend can be dead or lying. */
export const FAULT_KINDS = [
  /** An HTML page with status 200, as proxies and login walls send. */
  'html',
  /** Status 200 without a body. */
  'empty',
  /** Fields of wrong types. */
  'wrong-types',
  /** Status 200 that says FAILURE inside. */
  'failure-200',
  /** 10 MB. */
  'huge',
  /** No answer, ever. */
  'never',
  /** Status 500. */
  'server',
  /** Status 429 as problem+json, with a Retry-After of 30 s. */
  'problem-429',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Faults {
  /** Before every answer, in milliseconds. Default 0. */
  delayMs?: number;
  /** Instead of the answer. The request then has no effect. */
  fail?: FaultKind | null;
  /** Only requests whose path holds this. */
  onlyPath?: string;
}

/** Waits if told to; gives the bad answer if there is to be one. */
export async function applyFaults(
  faults: Faults,
  request: Request,
  path: string,
  clock: Clock,
): Promise<Response | undefined> {
  if (faults.onlyPath && !path.includes(faults.onlyPath)) return undefined;
  const { delayMs } = faults;
  if (delayMs) await new Promise<void>((resolve) => clock.setTimeout(resolve, delayMs));
  switch (faults.fail) {
    case 'html':
      return new Response('<!doctype html><title>Sign in</title><p>Please sign in.</p>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'empty':
      return new Response('', { headers: { 'content-type': 'application/json' } });
    case 'wrong-types':
      return json(200, {
        authId: {},
        status: 7,
        message: [],
        secret: 12,
        registrationUri: true,
        expiresAt: 'soon',
      });
    case 'failure-200':
      return json(200, {
        status: 'FAILURE',
        message: 'Some error occurred please contact to the administrator.',
      });
    case 'huge':
      return new Response(filler(), { headers: { 'content-type': 'application/json' } });
    case 'never':
      return new Promise((_, reject) => {
        const { signal } = request;
        const hangUp = (): void => reject(signal.reason as Error);
        if (signal.aborted) hangUp();
        else signal.addEventListener('abort', hangUp, { once: true });
      });
    case 'server':
      return json(500, {
        code: '10015',
        message: 'Some error occurred please contact to the administrator.',
      });
    case 'problem-429':
      return problem(429, 'rate-limited', 'Too many requests', { retryAfter: 30 }, { 'retry-after': '30' });
    default:
      return undefined;
  }
}

/** 10 MB that would be valid JSON at their end, made only as far as they are read. */
function filler(): ReadableStream<Uint8Array> {
  let chunks = 160;
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode('{"message":"'));
    },
    pull(controller) {
      if (chunks--) {
        controller.enqueue(new Uint8Array(65_536).fill(0x61));
      } else {
        controller.enqueue(encoder.encode('"}'));
        controller.close();
      }
    },
  });
}
