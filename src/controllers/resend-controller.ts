import type { ReactiveControllerHost } from 'lit';
import type { Challenge } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { cooldownSeconds } from '../core/cooldown.js';
import { CountdownController } from './countdown-controller.js';
import { SessionRecord } from './session-record.js';

const SECOND_MS = 1000;
/** A series of sends is over when nobody has asked for this long: the wait then starts small again. */
const SERIES_END_MS = 15 * 60 * SECOND_MS;

/** What outlives a reload. Nothing of it is secret: the challenge is kept only where its backend says so. */
interface SendRecord {
  sends: number;
  readyAt: number;
  expiresAt?: number;
  challenge?: Challenge;
}

export interface ResendOptions {
  clock: () => Clock;
  /** Under which name the record is kept, or nothing to keep none. */
  recordKey: () => string | undefined;
  /** Seconds of the first wait, where the backend does not say. */
  firstDelaySeconds: () => number;
  /** The wait is over. */
  onReady: () => void;
}

/**
 * Counts the codes that were sent and says from when on another may be asked for. Owns the count, the wait, and the
 * record that survives a reload; does not own the sending.
 */
export class ResendController {
  readonly #options: ResendOptions;
  readonly #countdown: CountdownController;
  #sends = 0;

  constructor(host: ReactiveControllerHost & Element, options: ResendOptions) {
    this.#options = options;
    this.#countdown = new CountdownController(host, { clock: options.clock, onEnd: options.onReady });
  }

  /** How many codes were sent in this series, the first one included. */
  get sends(): number {
    return this.#sends;
  }

  get ready(): boolean {
    return !this.#countdown.running;
  }

  /** Epoch milliseconds at which the wait ends, or nothing where none runs. */
  get readyAt(): number | undefined {
    return this.#countdown.running ? this.#countdown.deadline : undefined;
  }

  get remainingSeconds(): number {
    return this.#countdown.running ? this.#countdown.remainingSeconds : 0;
  }

  /** A code was sent: the wait starts. */
  sent(challenge: Challenge, expiresAt: number | undefined): void {
    const now = this.#options.clock().now();
    const record = this.#record?.read();
    const isFresh = record?.readyAt !== undefined && now - record.readyAt <= SERIES_END_MS;
    this.#sends = Math.max(this.#sends, isFresh ? (record.sends ?? 0) : 0) + 1;
    const wait = cooldownSeconds(this.#sends, this.#options.firstDelaySeconds()) * SECOND_MS;
    this.waitUntil(challenge.resendAt ?? now + wait);
    this.#keep(challenge, expiresAt);
  }

  /** The server wants another wait, or none is needed. */
  waitUntil(time?: number): void {
    this.#countdown.deadline = time;
  }

  /** What an earlier life of the page left: the wait goes on, and the challenge where it may be taken up again. */
  restore(): { challenge: Challenge; expiresAt: number | undefined } | undefined {
    const { sends, readyAt, challenge, expiresAt } = this.#record?.read() ?? {};
    const now = this.#options.clock().now();
    if (typeof sends !== 'number' || typeof readyAt !== 'number' || now - readyAt > SERIES_END_MS)
      return undefined;
    this.#sends = sends;
    if (readyAt > now) this.waitUntil(readyAt);
    const known = typeof challenge?.id === 'string' && typeof challenge.channel === 'string';
    if (!known || (expiresAt !== undefined && expiresAt <= now)) return undefined;
    return { challenge, expiresAt };
  }

  /** The series is over, with success or for good. */
  end(): void {
    this.#sends = 0;
    this.#countdown.deadline = undefined;
    this.#record?.clear();
  }

  get #record(): SessionRecord<SendRecord> | undefined {
    const key = this.#options.recordKey();
    return key === undefined ? undefined : new SessionRecord<SendRecord>(key);
  }

  #keep(challenge: Challenge, expiresAt: number | undefined): void {
    const record: SendRecord = { sends: this.#sends, readyAt: this.#countdown.deadline ?? 0 };
    if (challenge.resumable) {
      // Without the request: it may hold the whole phone number.
      const { request: _request, ...kept } = challenge;
      record.challenge = kept;
      if (expiresAt !== undefined) record.expiresAt = expiresAt;
    }
    this.#record?.write(record);
  }
}
