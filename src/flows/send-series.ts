import type { Challenge } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { Deadline, timeOf } from '../core/deadline.js';
import { digest } from '../core/digest.js';
import { noRecords, type RecordStore } from '../core/record-store.js';
import { believableWait } from '../core/server-time.js';
import { valueOf, type Option } from './flow.js';

const SECOND_MS = 1000;
const DEFAULT_RESEND_DELAY_S = 30;
/** A series is over when nobody has asked for a code for this long: the wait then starts small again. */
const SERIES_END_MS = 15 * 60 * SECOND_MS;
/** How long the wait before another one grows, unless the first is longer. */
const LONGEST_COOLDOWN_S = 300;

/** What a flow that sends, or that checks what was sent, is told about it. */
export interface SendSeriesOptions {
  /** Seconds of the first wait before another one, where the backend does not say. Default 30; doubles each time. */
  resendDelay?: Option<number>;
  /** What keeps the wait, and a resumable challenge, over a reload. Default: nothing does. */
  records?: RecordStore;
  /** Under which name. Flows of one name, as one that sends and one that checks, share one wait. */
  recordKey?: Option<string | undefined>;
}

/** How many codes were sent so far, and from when on another may be asked for. Handed on with a challenge. */
export interface Sends {
  readonly count: number;
  readonly resendAt: Deadline | undefined;
}

/** What was sent: a code, or anything else of which another is sent only after a wait. */
export type Sent = Pick<Challenge, 'id' | 'resendAt'> & Partial<Challenge>;

/** What is left of an earlier life of the page. */
export interface KnownChallenge {
  readonly challenge: Challenge;
  readonly expiresAt: number | undefined;
}

/** What outlives a reload. Nothing of it is secret: the challenge is kept only where its backend says so. */
interface SendRecord {
  sends: number;
  readyAt: number;
  /** When this was kept. */
  keptAt: number;
  expiresAt?: number;
  /** Tells the challenge from others. */
  mark?: string;
  challenge?: Sent;
}

/** The codes that were sent for one purpose: their number, and the wait before the next one. Does not send. */
export class SendSeries {
  readonly #clock: Clock;
  readonly #records: RecordStore;
  readonly #options: SendSeriesOptions;
  #restoredKey: string | undefined;
  #count = 0;
  #resendAt: Deadline | undefined;

  constructor(clock: Clock, options: SendSeriesOptions) {
    this.#clock = clock;
    this.#records = options.records ?? noRecords;
    this.#options = options;
  }

  /** How many codes were sent, the first one included. */
  get count(): number {
    return this.#count;
  }

  /** The end of the wait, or nothing where none runs. */
  get resendAt(): Deadline | undefined {
    return this.#resendAt?.isPast ? undefined : this.#resendAt;
  }

  get sends(): Sends {
    return { count: this.#count, resendAt: this.resendAt };
  }

  /**
   * A code was sent: the wait starts.
   *
   * @param sends - What whoever sent it has counted already.
   */
  sent(challenge: Sent, expiresAt: number | undefined, sends?: Sends): void {
    this.#count = sends ? Math.max(sends.count, this.#count) : Math.max(this.#count, this.#counted) + 1;
    this.#wait(challenge.resendAt);
    this.#keep(challenge, expiresAt);
  }

  /** Somebody else has gone on with the series. */
  follow({ count, resendAt }: Sends): void {
    this.#count = Math.max(count, this.#count);
    this.#resendAt = resendAt;
  }

  /**
   * A challenge whose code somebody else has sent. Whoever shows the same one again has not had another code sent: its
   * wait and its end are what they were.
   *
   * @returns its end, where it is known from before
   */
  shown(challenge: Challenge, expiresAt: number | undefined): number | undefined {
    const record = this.#read();
    const isKnown = record.mark === markOf(challenge);
    const end = timeOf(challenge.expiresAt) ?? (isKnown ? record.expiresAt : undefined) ?? expiresAt;
    this.#count = Math.max(1, this.#count, isKnown ? (record.sends ?? 0) : 0);
    if (isKnown && challenge.resendAt === undefined) this.#waitUntil(record.readyAt);
    else this.#wait(challenge.resendAt);
    this.#keep(challenge, end);
    return end;
  }

  /** The server wants another wait, or none is needed. */
  waitUntil(deadline: Deadline | undefined): void {
    this.#resendAt = deadline;
    const sends = Math.max(this.#count, this.#counted);
    this.#write({ ...this.#read(), sends });
  }

  /**
   * What an earlier life of the page left: the wait goes on, and the challenge where it may be taken up again. Looks
   * once for each name.
   */
  restore(): KnownChallenge | undefined {
    const key = this.#key;
    if (key === this.#restoredKey) return undefined;
    this.#restoredKey = key;
    const { sends, readyAt, challenge, expiresAt } = this.#read();
    if (sends === undefined || readyAt === undefined) return undefined;
    const now = this.#clock.now();
    this.#count = sends;
    if (readyAt > now) this.#waitUntil(readyAt);
    if (!challenge || (expiresAt !== undefined && expiresAt <= now)) return undefined;
    return { challenge, expiresAt };
  }

  /** The series is over, with success or for good. */
  end(): void {
    this.#count = 0;
    this.#resendAt = undefined;
    const key = this.#key;
    if (key !== undefined) this.#records.clear(key);
  }

  #wait(until: number | undefined): void {
    const delay = valueOf(this.#options.resendDelay) ?? DEFAULT_RESEND_DELAY_S;
    const seconds = cooldownSeconds(this.#count, delay);
    const now = this.#clock.now();
    this.#waitUntil(believableWait(until, now) ?? now + seconds * SECOND_MS);
  }

  #waitUntil(time: number | undefined): void {
    this.#resendAt = Deadline.from(this.#clock, time);
  }

  get #key(): string | undefined {
    return valueOf(this.#options.recordKey);
  }

  /** How many another element, or an earlier life of this page, has counted. */
  get #counted(): number {
    return this.#read().sends ?? 0;
  }

  /** The record, where it is one and not of an earlier series. */
  #read(): Partial<SendRecord> & { challenge?: Challenge } {
    const key = this.#key;
    if (key === undefined) return {};
    const { sends, readyAt, keptAt, expiresAt, mark, challenge } = this.#records.read(key);
    if (typeof sends !== 'number' || typeof readyAt !== 'number') return {};
    const now = this.#clock.now();
    if (now - readyAt > SERIES_END_MS) return {};
    // A clock that was set back since takes the times along: never is more left than there was.
    const writtenAt = typeof keptAt === 'number' ? keptAt : readyAt - LONGEST_COOLDOWN_S * SECOND_MS;
    const setBackMs = Math.max(0, writtenAt - now);
    return {
      sends,
      readyAt: readyAt - setBackMs,
      ...(typeof expiresAt === 'number' && { expiresAt: expiresAt - setBackMs }),
      ...(typeof mark === 'string' && { mark }),
      ...(isChallenge(challenge) && { challenge }),
    };
  }

  #keep(challenge: Sent, expiresAt: number | undefined): void {
    // Without the request: it may hold the whole phone number.
    const { request: _request, ...kept } = challenge;
    this.#write({
      sends: this.#count,
      mark: markOf(challenge),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(challenge.resumable && { challenge: kept }),
    });
  }

  /** Keeps this, and the wait as it is now. */
  #write(known: Omit<SendRecord, 'readyAt' | 'keptAt'>): void {
    const key = this.#key;
    if (key === undefined) return;
    const keptAt = this.#clock.now();
    const record: SendRecord = { ...known, readyAt: this.#resendAt?.at ?? keptAt, keptAt };
    this.#records.write(key, record);
  }
}

function isChallenge(value: unknown): value is Challenge {
  const { id, channel } = (value ?? {}) as Partial<Challenge>;
  return typeof id === 'string' && typeof channel === 'string';
}

/** Tells a challenge from the one before; its id may be a secret. */
function markOf({ id, channel, destination = '' }: Sent): string {
  return digest(`${id}|${channel ?? ''}|${destination}`);
}

/** Seconds to wait after the `sends`-th of a series: the first wait, twice that, four times that, up to a limit. */
export function cooldownSeconds(sends: number, firstSeconds: number): number {
  const doublings = Math.max(0, Math.min(sends - 1, 30));
  return Math.max(firstSeconds, Math.min(firstSeconds * 2 ** doublings, LONGEST_COOLDOWN_S));
}
