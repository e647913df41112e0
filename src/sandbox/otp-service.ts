import type { Channel, MessageChannel } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { CodeHasher } from './code-hash.js';
import type { SandboxSettings } from './options.js';
import type { Outbox } from './outbox.js';
import { randomDigits, randomUuid, type RandomBytes } from './random.js';
import { Refusal } from './refusal.js';
import type { CodeMatch, TotpService } from './totp-service.js';

/** What a contract may tell of a challenge that has been started. */
export interface IssuedChallenge {
  readonly id: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly resendAt?: number;
  readonly attemptsLeft: number;
}

interface StoredChallenge {
  readonly id: string;
  readonly userName: string;
  readonly channel: Channel;
  expiresAt: number;
  state: 'open' | 'used' | 'superseded';
  readonly match: (code: string) => CodeMatch | Promise<CodeMatch>;
}

/** How long a dead challenge is remembered, so that it can be told why it is dead. */
const MEMORY_MS = 3_600_000;

/** The engine of challenges, whatever the wire contract: codes, expiry, attempts, locks. Keeps hashes, never codes. */
export class OtpService {
  readonly limiter: AttemptLimiter;
  readonly #challenges = new Map<string, StoredChallenge>();
  readonly #lastSent = new Map<string, number>();
  readonly #settings: SandboxSettings;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #outbox: Outbox;
  readonly #totp: TotpService;
  readonly #hasher: CodeHasher;

  constructor(
    settings: SandboxSettings,
    clock: Clock,
    randomBytes: RandomBytes,
    outbox: Outbox,
    totp: TotpService,
  ) {
    this.#settings = settings;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
    this.#outbox = outbox;
    this.#totp = totp;
    this.#hasher = new CodeHasher(randomBytes);
    this.limiter = new AttemptLimiter(settings, clock);
  }

  /**
   * Sends a new code. All earlier ones of this user over this channel are void.
   *
   * @throws Refusal `locked`, `cooldown`
   */
  async send(userName: string, channel: MessageChannel, to: string): Promise<IssuedChallenge> {
    this.limiter.assertOpen(userName);
    const now = this.#clock.now();
    const { cooldownMs, codeLength, codeLifetimeMs } = this.#settings;
    const key = JSON.stringify([userName, channel]);
    const retryAt = (this.#lastSent.get(key) ?? -Infinity) + cooldownMs;
    if (now < retryAt) throw new Refusal('cooldown', { retryAt });
    this.#lastSent.set(key, now);
    const code = randomDigits(codeLength, this.#randomBytes);
    const hashed = await this.#hasher.hash(code);
    const issued = this.#open(userName, channel, codeLifetimeMs, async (tried) =>
      (await this.#hasher.matches(hashed, tried)) ? 'right' : 'wrong',
    );
    this.#outbox.deliver(channel, to, code);
    return cooldownMs ? { ...issued, resendAt: now + cooldownMs } : issued;
  }

  /**
   * Asks for a code of the user's authenticator app.
   *
   * @throws Refusal `locked`, `no-device`, `unknown-device`, `inactive-device`
   */
  askTotp(userName: string, deviceName?: string): IssuedChallenge {
    this.limiter.assertOpen(userName);
    const devices = this.#totp.usable(userName, deviceName);
    return this.#open(userName, 'totp', this.#settings.totpLifetimeMs, (code) =>
      this.#totp.check(userName, devices, code),
    );
  }

  /**
   * Checks a code, and spends it.
   *
   * @param owner - Whose challenge it has to be, where that is known.
   * @throws Refusal `unknown-challenge`, `superseded`, `used`, `expired`, `wrong-code`, `too-many-attempts`, `locked`
   */
  async check(id: string, code: string, owner?: string): Promise<void> {
    const challenge = this.#challenges.get(id);
    if (!challenge || (owner !== undefined && challenge.userName !== owner))
      throw new Refusal('unknown-challenge');
    this.#assertOpen(challenge);
    const match = await challenge.match(code);
    // Asked again: another check of the same challenge may have ended meanwhile, and counts.
    this.#assertOpen(challenge);
    if (match === 'used') throw new Refusal('used');
    if (match === 'wrong') throw this.limiter.fail(challenge.userName);
    challenge.state = 'used';
    this.limiter.succeed(challenge.userName);
  }

  /** Ends the life of every open challenge, as if its time were over. */
  expireAll(): void {
    const now = this.#clock.now();
    for (const challenge of this.#challenges.values())
      challenge.expiresAt = Math.min(challenge.expiresAt, now);
  }

  reset(): void {
    this.#challenges.clear();
    this.#lastSent.clear();
    this.limiter.reset();
  }

  #assertOpen(challenge: StoredChallenge): void {
    this.limiter.assertOpen(challenge.userName);
    if (challenge.state !== 'open') throw new Refusal(challenge.state);
    if (this.#clock.now() >= challenge.expiresAt) throw new Refusal('expired');
  }

  #open(
    userName: string,
    channel: Channel,
    lifetimeMs: number,
    match: StoredChallenge['match'],
  ): IssuedChallenge {
    const now = this.#clock.now();
    for (const old of this.#challenges.values()) {
      if (old.expiresAt + MEMORY_MS < now) this.#challenges.delete(old.id);
      else if (old.userName === userName && old.channel === channel && old.state === 'open')
        old.state = 'superseded';
    }
    const id = randomUuid(this.#randomBytes);
    const expiresAt = now + lifetimeMs;
    this.#challenges.set(id, { id, userName, channel, expiresAt, state: 'open', match });
    return { id, channel, expiresAt, attemptsLeft: this.limiter.attemptsLeft(userName) };
  }
}
