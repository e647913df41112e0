import type { Clock } from '../core/clock.js';
import { randomUuid, type RandomBytes } from './random.js';
import type { SandboxSettings } from './options.js';

/** How long a phone shows a push message. */
const LIFETIME_MS = 300_000;

/** A push message as the person's phone shows it. */
export interface PendingPush {
  readonly id: string;
  readonly userName: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly expiresAt: number;
}

export type PushAnswer = 'pending' | 'approved' | 'denied' | 'expired';

interface Push extends PendingPush {
  answer: PushAnswer;
}

/** Phones that show push messages, and the messages on them. */
export class Pushes {
  readonly #settings: SandboxSettings;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #pushes = new Map<string, Push>();
  /** What each person's phone has to scan. */
  readonly #codes = new Map<string, string>();
  readonly #phones = new Set<string>();

  constructor(settings: SandboxSettings, clock: Clock, randomBytes: RandomBytes) {
    this.#settings = settings;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** What waits for an answer, oldest first. */
  get pending(): readonly PendingPush[] {
    return [...this.#pushes.values()]
      .filter(({ id }) => this.answerTo(id) === 'pending')
      .map(({ answer: _, ...push }) => push);
  }

  /** What a phone has to scan to show this person's messages: the same until one has. A secret. */
  codeFor(userName: string): string {
    const code =
      this.#codes.get(userName) ??
      `sandboxpush://add?${new URLSearchParams({
        account: userName,
        issuer: this.#settings.brand,
        key: randomUuid(this.#randomBytes),
      }).toString()}`;
    this.#codes.set(userName, code);
    return code;
  }

  /** A phone has scanned a code. Tells whether it is one. */
  scan(code: string): boolean {
    const [userName] = [...this.#codes].find(([, known]) => known === code) ?? [];
    if (userName !== undefined) this.add(userName);
    return userName !== undefined;
  }

  /** Gives a phone to a person without the ceremony. */
  add(userName: string): void {
    this.#phones.add(userName);
    this.#codes.delete(userName);
  }

  remove(userName: string): void {
    this.#phones.delete(userName);
  }

  isRegistered(userName: string): boolean {
    return this.#phones.has(userName);
  }

  /** Sends one, in place of the one before. Gives its id. */
  send(userName: string): string {
    for (const push of this.#pushes.values())
      if (push.userName === userName && push.answer === 'pending') push.answer = 'expired';
    const id = randomUuid(this.#randomBytes);
    const sentAt = this.#clock.now();
    this.#pushes.set(id, { id, userName, sentAt, expiresAt: sentAt + LIFETIME_MS, answer: 'pending' });
    return id;
  }

  /** The person answers on their phone. Tells whether there was something to answer. */
  answer(id: string, answer: 'approved' | 'denied'): boolean {
    const push = this.#pushes.get(id);
    if (!push || this.answerTo(id) !== 'pending') return false;
    push.answer = answer;
    return true;
  }

  answerTo(id: string): PushAnswer {
    const push = this.#pushes.get(id);
    if (!push) return 'expired';
    const isOver = push.answer === 'pending' && this.#clock.now() >= push.expiresAt;
    return isOver ? 'expired' : push.answer;
  }

  reset(): void {
    this.#pushes.clear();
    this.#codes.clear();
    this.#phones.clear();
  }
}
