import { MfaError } from '../core/mfa-error.js';
import type { Limit } from './store.js';

/** The same thing, counted in three ways. */
export interface RateLimits {
  user: Limit;
  /** Per phone number or e-mail address. */
  destination: Limit;
  /** Per address of the network that the request comes from. */
  address: Limit;
}

export interface GatewayLimits {
  /** Codes sent. Default: 5 per user and per destination in 15 minutes, 50 per address in 10. */
  sends: RateLimits;
  /** Codes checked, right ones included. Default: 30 per user and per destination in 10 minutes, 300 per address. */
  checks: RateLimits;
  /** All other calls. Default: 120 per user in 10 minutes, 1,200 per address. */
  others: Omit<RateLimits, 'destination'>;
  /**
   * Guesses per user, over all their challenges: a new code does not reset them, a right one does. Default 5 in 15
   * minutes.
   */
  attempts: Limit;
  /**
   * Wrong codes in a row until the account is locked for good, which {@link MfaGateway.unlock} ends. Default and most:
   * 100 (NIST SP 800-63B-4, 3.2.2).
   */
  maxFailures: number;
  /** Milliseconds between two messages to one user over one channel. Default 30,000; 0: none. */
  resendDelayMs: number;
  /**
   * Milliseconds for which a sent code is taken. Default 5 minutes, at most 10 (NIST SP 800-63B-4, 3.1.3). Not longer
   * than the backend's own, which it does not tell.
   */
  codeLifetimeMs: number;
  /** Milliseconds for which a challenge of an authenticator app, or a new app's first code, is waited for. Default 30 minutes. */
  totpLifetimeMs: number;
}

/** {@link GatewayLimits}, as far as they differ from the defaults. */
export type GatewayLimitOptions = Partial<
  Omit<GatewayLimits, 'sends' | 'checks' | 'others'> & {
    sends: Partial<RateLimits>;
    checks: Partial<RateLimits>;
    others: Partial<GatewayLimits['others']>;
  }
>;

/** How much a support desk may do: resets and new codes, counted together. */
export interface DeskLimits {
  /** What one agent does, for whomever. Default: 30 in an hour. */
  agent: Limit;
  /** What is done to one person, by whomever. Default: 5 in 24 hours. */
  user: Limit;
}

const MINUTE = 60_000;
const per = (minutes: number, count: number): Limit => ({ count, windowMs: minutes * MINUTE });

const MAX_FAILURES = 100;
const MAX_CODE_LIFETIME_MS = 10 * MINUTE;
/** Longer timers fire at once. */
const MAX_WINDOW_MS = 2 ** 31 - 1;

/** @throws MfaError `misconfigured` for what NIST forbids, and for what is no limit. */
export function withDefaults(options: GatewayLimitOptions = {}): GatewayLimits {
  const limits: GatewayLimits = {
    attempts: per(15, 5),
    maxFailures: MAX_FAILURES,
    resendDelayMs: 30_000,
    codeLifetimeMs: 5 * MINUTE,
    totpLifetimeMs: 30 * MINUTE,
    ...options,
    sends: { user: per(15, 5), destination: per(15, 5), address: per(10, 50), ...options.sends },
    checks: { user: per(10, 30), destination: per(10, 30), address: per(10, 300), ...options.checks },
    others: { user: per(10, 120), address: per(10, 1200), ...options.others },
  };
  const { sends, checks, others, attempts, maxFailures, codeLifetimeMs } = limits;
  assertLimits([attempts, ...[sends, checks, others].flatMap<Limit>((group) => Object.values(group))]);
  if (!isCount(maxFailures) || maxFailures > MAX_FAILURES) throw wrong('maxFailures is 1 to 100');
  if (!(codeLifetimeMs > 0 && codeLifetimeMs <= MAX_CODE_LIFETIME_MS)) {
    throw wrong('codeLifetimeMs is at most 10 minutes');
  }
  return limits;
}

/** @throws MfaError `misconfigured` for what is no limit */
export function deskLimits(options: Partial<DeskLimits> = {}): DeskLimits {
  const limits = { agent: per(60, 30), user: per(24 * 60, 5), ...options };
  assertLimits(Object.values(limits));
  return limits;
}

function assertLimits(limits: readonly Limit[]): void {
  for (const { count, windowMs } of limits) {
    const isWindow = windowMs >= 1000 && windowMs <= MAX_WINDOW_MS;
    if (!isCount(count) || !isWindow) throw wrong('A limit wants a count, and a window of 1 s to 24 days');
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

function wrong(message: string): MfaError {
  return new MfaError('misconfigured', { message });
}
