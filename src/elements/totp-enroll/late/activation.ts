import { PageTicker, type TickerTask } from '../../../controllers/page-ticker.js';
import type { Clock } from '../../../core/clock.js';
import { MfaError } from '../../../core/mfa-error.js';
import type { EnrollmentSession } from '../enrollment-session.js';
import { RETYPE, UNCERTAIN, VOID } from './refusals.js';

export interface ActivationOptions {
  clock: () => Clock;
  /** The key has run out of time. */
  onExpired: (error: MfaError) => void;
}

/** What becomes of a half-made device: its first code is checked, and its time runs out. Owns no state but the watch. */
export class Activation implements TickerTask {
  readonly #session: EnrollmentSession;
  readonly #options: ActivationOptions;

  constructor(session: EnrollmentSession, options: ActivationOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** Checks the first code. Resolves to whether it was right. */
  async activate(code: string): Promise<boolean> {
    const session = this.#session;
    const { device } = session;
    if (session.busy || !device) return false;
    const outcome = await session.call('activating', async (signal) => {
      const { client, enrollment } = device;
      const { activateTotp } = client;
      if (!activateTotp)
        throw new MfaError('misconfigured', { message: 'the client cannot pair authenticators' });
      return session.guard(
        async (proof) => activateTotp.call(client, enrollment, code, { signal, ...(proof && { proof }) }),
        signal,
      );
    });
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#refuse(outcome.error);
      return false;
    }
    session.forget();
    session.verification = outcome.value;
    session.phase = 'activated';
    return true;
  }

  /** Follows the time limit of the device, where there is one. */
  watch(): void {
    const session = this.#session;
    if (session.unwatch || this.nextWake() === undefined) return;
    const ticker = PageTicker.for(this.#options.clock());
    session.unwatch = () => {
      session.unwatch = undefined;
      ticker.delete(this);
    };
    ticker.add(this);
  }

  nextWake(): number | undefined {
    return this.#session.device?.enrollment.expiresAt;
  }

  wake(now: number): void {
    if (!this.#isLate(now)) return;
    const session = this.#session;
    session.unwatch?.();
    // A check that is under way decides for itself whether it came in time.
    if (session.busy) return;
    session.failure = expired();
    this.#void();
    this.#options.onExpired(session.failure);
  }

  #refuse(error: MfaError): void {
    const session = this.#session;
    if (RETYPE.includes(error.code)) session.refusals++;
    else session.uncertain ||= UNCERTAIN.includes(error.code);
    session.failure = this.#isLate(this.#options.clock().now()) ? expired() : error;
    if (VOID.includes(session.failure.code)) this.#void();
  }

  #isLate(now: number): boolean {
    return now >= (this.nextWake() ?? Infinity);
  }

  #void(): void {
    this.#session.takeBack();
    this.#session.phase = 'failed';
  }
}

function expired(): MfaError {
  return new MfaError('challenge-expired', { message: 'the enrolment has expired' });
}
