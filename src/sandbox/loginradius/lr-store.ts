import type { Clock } from '../../core/clock.js';
import { randomUuid, type RandomBytes } from '../random.js';
import { LrError, type LrErrorName } from './lr-errors.js';
import type { LrUser } from './lr-directory.js';

/** A code that has been sent, and where to. */
export interface LrSent {
  readonly id: string;
  readonly to: string;
}

/** What is under way for one purpose. */
export interface LrSlots {
  sms?: LrSent | undefined;
  email?: LrSent | undefined;
  /** A number that waits for its first code. */
  newPhone?: string;
  /** The ceremony of a passkey that has begun. */
  passkey?: string;
  /** The push message that was sent. */
  push?: string;
  /** A phone for push messages may be set up with this. */
  isPushNew?: boolean;
}

interface Entry {
  readonly token: string;
  readonly user: LrUser;
  readonly expiresAt: number;
}

/** A sign-in that waits for its second factor. */
export interface LrTicket extends Entry {
  readonly slots: LrSlots;
}

export interface LrSession extends Entry {
  readonly account: LrSlots;
  readonly reauth: LrSlots;
  readonly loginPhone: LrSlots;
}

/** With what a step-up was made: each has an address of its own that confirms it. */
export const STEP_UPS = ['2fa', 'password', 'pin'] as const;
export type LrStepUpKind = (typeof STEP_UPS)[number];

interface LrStepUp extends Entry {
  readonly by: LrStepUpKind;
}

/** Tickets, access tokens, and the tokens of step-ups. */
export class LrStore {
  readonly #entries = {
    ticket: new Map<string, LrTicket>(),
    session: new Map<string, LrSession>(),
    stepUp: new Map<string, LrStepUp>(),
  };
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;

  constructor(clock: Clock, randomBytes: RandomBytes) {
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  openTicket(user: LrUser, lifetimeMs: number): LrTicket {
    const ticket = { ...this.#entry(user, lifetimeMs), slots: {} };
    this.#entries.ticket.set(ticket.token, ticket);
    return ticket;
  }

  openSession(user: LrUser, lifetimeMs: number): LrSession {
    const session = { ...this.#entry(user, lifetimeMs), account: {}, reauth: {}, loginPhone: {} };
    this.#entries.session.set(session.token, session);
    return session;
  }

  openStepUp(user: LrUser, by: LrStepUpKind, lifetimeMs: number): Entry {
    const stepUp = { ...this.#entry(user, lifetimeMs), by };
    this.#entries.stepUp.set(stepUp.token, stepUp);
    return stepUp;
  }

  /** @throws LrError 1103, 1104 */
  ticket(token: string): LrTicket {
    return this.#find(this.#entries.ticket, token, 'ticket-invalid', 'ticket-expired');
  }

  /** @throws LrError 905, 906 */
  session(token: string): LrSession {
    return this.#find(this.#entries.session, token, 'token-invalid', 'token-expired');
  }

  endSession(session: LrSession): void {
    this.#entries.session.delete(session.token);
  }

  /** Takes it: it is good once, for one person, and a password is no second factor. @throws LrError 1193 */
  takeStepUp(token: string, user: LrUser, by: LrStepUpKind): void {
    const stepUp = this.#find(this.#entries.stepUp, token, 'step-up-invalid', 'step-up-invalid');
    this.#entries.stepUp.delete(token);
    if (stepUp.user !== user || stepUp.by !== by) throw new LrError('step-up-invalid');
  }

  /** A ticket is good for one session. */
  spend(ticket: LrTicket): void {
    this.#entries.ticket.delete(ticket.token);
  }

  reset(): void {
    for (const entries of Object.values(this.#entries)) entries.clear();
  }

  #entry(user: LrUser, lifetimeMs: number): Entry {
    return { token: randomUuid(this.#randomBytes), user, expiresAt: this.#clock.now() + lifetimeMs };
  }

  #find<T extends Entry>(
    entries: ReadonlyMap<string, T>,
    token: string,
    invalid: LrErrorName,
    expired: LrErrorName,
  ): T {
    const entry = entries.get(token);
    if (!entry) throw new LrError(invalid);
    if (this.#clock.now() >= entry.expiresAt) throw new LrError(expired);
    return entry;
  }
}
