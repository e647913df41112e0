/** Reads what the head of an answer says of time. Pure. */

const LONGEST_WAIT_MS = 86_400_000;

export interface ServerTimes {
  /** How far the server's clock is ahead, in milliseconds; 0 below what can be measured. Absent without a readable `Date`. */
  readonly clockSkewMs?: number;
  /** `Retry-After` in epoch milliseconds of the local clock. */
  readonly retryAt?: number;
}

/**
 * Until when a server makes people wait, wherever it says so. A wait longer than a day is one that nobody can mean: it
 * is not believed, and counts as not said.
 *
 * @param until - Epoch milliseconds, as is `now`, by the same clock.
 */
export function believableWait(until: number | undefined, now: number): number | undefined {
  return until !== undefined && until - now <= LONGEST_WAIT_MS ? until : undefined;
}

/** RFC 9110 10.2.3, and the `X-Retry-After` that some servers send instead. */
export function readTimes(headers: Headers, sentAt: number, receivedAt: number): ServerTimes {
  // `Date` is cut to the second and was made somewhere within the round trip.
  const skew = Date.parse(headers.get('date') ?? '') + 500 - (sentAt + receivedAt) / 2;
  const clockSkewMs = Math.abs(skew) <= 1000 + receivedAt - sentAt ? 0 : Math.round(skew);
  const after = headers.get('retry-after') ?? headers.get('x-retry-after') ?? '';
  const said = /^\s*\d+\s*$/.test(after)
    ? receivedAt + Number(after) * 1000
    : Date.parse(after) - (clockSkewMs || 0);
  const retryAt = believableWait(said, receivedAt);
  return { ...(isNaN(skew) ? {} : { clockSkewMs }), ...(retryAt !== undefined && { retryAt }) };
}
