/** What the page says. The flows know no words: these are yours, in your languages. */
import type { MfaErrorCode } from 'mfa-elements/core';
import type { OtpRequestState, OtpVerifyState } from 'mfa-elements/flows';

const FAILURES: Partial<Record<MfaErrorCode, string>> = {
  'invalid-code': 'That is not the code that we sent. Please check it.',
  'code-used': 'This code has been used. Ask for another one.',
  'code-expired': 'This code is too old. Ask for another one.',
  'challenge-expired': 'This code is too old. Ask for another one.',
  'too-many-attempts': 'Too many wrong codes. Ask for another one.',
  'rate-limited': 'Too many tries. Please wait a moment.',
  locked: 'Your account is locked for a while.',
  unauthenticated: 'Your sign-in has taken too long.',
  network: 'There is no connection. Please try again.',
};

/** What went wrong. Read aloud at once. */
export function problem(asked: OtpRequestState, checked: OtpVerifyState): string {
  const failure = checked.status === 'idle' ? asked.failure : checked.failure;
  if (failure) return FAILURES[failure.code] ?? 'That did not work. Please try again.';
  if (checked.status === 'expired') return 'This code is over. Ask for another one.';
  return checked.mayHaveExpired ? 'This code may be over. Try it, or ask for another one.' : '';
}

/** What goes on. Read aloud when there is time. */
export function news(asked: OtpRequestState, checked: OtpVerifyState): string {
  if (asked.status === 'sending' || checked.status === 'resending') return 'Sending a code …';
  if (checked.status === 'verifying') return 'Checking …';
  if (checked.status === 'verified') return 'You are signed in.';
  return checked.status === 'ready' ? `We sent a code to ${checked.challenge?.destination ?? 'you'}.` : '';
}

/** A time to come as `4:59`; nothing where there is none. It is read anew each second: a deadline does not tick. */
export function timeLeft(deadline: { remainingSeconds: number } | undefined): string {
  if (!deadline) return '';
  const { remainingSeconds: seconds } = deadline;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
