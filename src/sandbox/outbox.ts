import type { MessageChannel } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { randomUuid, type RandomBytes } from './random.js';

/** A message as the person gets it, instead of an SMS bill. */
export interface OutboxMessage {
  readonly id: string;
  readonly channel: MessageChannel;
  /** Phone number or e-mail address. */
  readonly to: string;
  /** Of an e-mail. */
  readonly subject?: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** What is the same in every message. */
export interface Letterhead {
  /** The host in the last line of a text message, to which browsers bind the code. */
  readonly host: string;
  /** Who the messages are from. */
  readonly brand: string;
}

const CAPACITY = 200;

/** Writes the messages and keeps the last 200. */
export class Outbox {
  readonly messages: OutboxMessage[] = [];
  readonly #settings: Letterhead;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #onMessage: ((message: OutboxMessage) => void) | undefined;

  constructor(
    settings: Letterhead,
    clock: Clock,
    randomBytes: RandomBytes,
    onMessage?: (message: OutboxMessage) => void,
  ) {
    this.#settings = settings;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
    this.#onMessage = onMessage;
  }

  deliver(channel: MessageChannel, to: string, code: string): void {
    const { brand } = this.#settings;
    const message: OutboxMessage = {
      id: randomUuid(this.#randomBytes),
      channel,
      to,
      // A subject shows on locked screens: the code stays out of it.
      ...(channel === 'email' && { subject: `Your ${brand} code` }),
      text: this.#write(channel, code),
      sentAt: this.#clock.now(),
    };
    this.messages.push(message);
    if (this.messages.length > CAPACITY) this.messages.shift();
    this.#onMessage?.(message);
  }

  clear(): void {
    this.messages.length = 0;
  }

  #write(channel: MessageChannel, code: string): string {
    const { brand, host } = this.#settings;
    switch (channel) {
      case 'sms':
        // The last line binds the code to the site: https://wicg.github.io/sms-one-time-codes/
        return `${code} is your ${brand} code. Do not share it.\n\n@${host} #${code}`;
      case 'voice':
        return `Your ${brand} code is ${Array.from(code).join(' ')}. Do not share it.`;
      case 'email':
        return `Hello,\n\n${code} is your ${brand} code. Do not share it.\n\nIf you did not ask for it, you can ignore this message.`;
    }
  }
}
