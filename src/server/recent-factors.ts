import { MfaError } from '../core/mfa-error.js';
import type { GatewayParts } from './call.js';
import { confirmationWanted } from './confirmation-problem.js';
import { checkedIdentity } from './identity.js';
import type { GatewayLogger, GatewayOptions, MfaIdentity, RecentFactorOptions } from './options.js';
import { problemOf, problemResponse } from './problem.js';
import { Refusal, StoreUnavailable } from './refusal.js';

const SECOND_MS = 1000;
const DEFAULT_MAX_AGE_S = 300;
/** As long as a record is kept: no factor is recent after half a day. */
const LIFETIME_S = 43_200;
/** By how much the clocks of two machines may differ. */
const SKEW_MS = 30_000;

type Parts = Pick<GatewayParts, 'store' | 'keys' | 'clock'>;

/**
 * Knows when a person has last proved a second factor in their session: a code or a passkey that this gateway has checked.
 * A device that is trusted proves nothing, so it is not noted here.
 */
export class RecentFactors {
  readonly #parts: Parts;
  readonly #identify: GatewayOptions['identify'];
  readonly #log: GatewayLogger;

  constructor(parts: Parts, identify: GatewayOptions['identify'], log: GatewayLogger) {
    this.#parts = parts;
    this.#identify = identify;
    this.#log = log;
  }

  /**
   * A factor was right.
   *
   * @param headers - Of the answer: where the application has given the session another id with them, it counts there.
   */
  async note(request: Request, identity: MfaIdentity, headers: Headers): Promise<void> {
    const { store, clock } = this.#parts;
    try {
      const { sessionId } = (await this.#renewed(request, identity, headers)) ?? identity;
      const key = await this.#key({ sessionId, userName: identity.userName });
      await store.write(key, `${clock.now()}`, LIFETIME_S * SECOND_MS);
    } catch (error) {
      // The code was right, and is used up: what comes after must not take that back.
      const message = `That a factor was shown was not noted: ${error instanceof Error ? error.name : 'not an error'}`;
      this.#log({ event: 'failed', level: 'error', code: 'server', userName: identity.userName, message });
    }
  }

  /** Nothing where one was proved in time, else the answer to give. Where that cannot be known it was not. */
  async require(request: Request, { maxAge }: RecentFactorOptions = {}): Promise<Response | undefined> {
    const { clock } = this.#parts;
    const maxAgeMs = checkedAge(maxAge) * SECOND_MS;
    try {
      const identity = checkedIdentity(await this.#identify(request));
      const ageMs = clock.now() - (await this.#provedAt(identity));
      return ageMs <= maxAgeMs && ageMs > -SKEW_MS ? undefined : confirmationWanted();
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof StoreUnavailable)) throw error;
      const problem = problemOf(error, clock.now());
      return problemResponse(
        { ...problem, headers: { ...problem.headers, 'cache-control': 'no-store' } },
        clock.now(),
      );
    }
  }

  /** Epoch milliseconds. Long ago where there is no record, or one that is none. */
  async #provedAt(identity: MfaIdentity): Promise<number> {
    const record = await this.#parts.store.read(await this.#key(identity));
    return record !== undefined && /^\d+$/.test(record) ? Number(record) : -Infinity;
  }

  /** Who the session is by the cookies that the answer sets. */
  async #renewed(
    request: Request,
    { userName }: MfaIdentity,
    headers: Headers,
  ): Promise<MfaIdentity | undefined> {
    const given = headers.getSetCookie();
    if (given.length === 0) return undefined;
    const cookies = new Map(
      [...(request.headers.get('cookie') ?? '').split(/;\s*/), ...given].map((cookie) => {
        const [pair = ''] = cookie.split(';');
        return [pair.split('=')[0]?.trim(), pair.trim()] as const;
      }),
    );
    const next = new Headers(request.headers);
    next.set('cookie', [...cookies.values()].filter(Boolean).join('; '));
    const identity = await this.#identify(new Request(request.url, { headers: next }));
    return identity?.userName === userName ? identity : undefined;
  }

  /** Session and user are part of the key: another session looks in another place. */
  #key({ sessionId, userName }: Pick<MfaIdentity, 'sessionId' | 'userName'>): Promise<string> {
    return this.#parts.keys('recent', sessionId, userName);
  }
}

function checkedAge(maxAge = DEFAULT_MAX_AGE_S): number {
  if (maxAge > 0 && maxAge <= LIFETIME_S) return maxAge;
  throw new MfaError('misconfigured', {
    message: `requireRecentFactor: maxAge is above 0 and at most ${LIFETIME_S} seconds`,
  });
}
