import { asMfaError } from './is-mfa-error.js';
import type { MfaError } from './mfa-error.js';

/** How a call ended: with what it gave, with a failure, or with nothing where it was given up. */
export type CallOutcome<Result> = { value: Result } | { error: MfaError } | undefined;

/** How a call ends, or that it was given up, even where the client does not listen to the signal. Never rejects. */
export async function settle<Result>(
  call: Promise<Result>,
  signal: AbortSignal,
): Promise<CallOutcome<Result>> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: asMfaError(error) }),
  );
  const outcome = await Promise.race([settled, aborted]);
  return signal.aborted ? undefined : outcome;
}
