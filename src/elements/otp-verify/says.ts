import type { OtpVerifyState } from '../../flows/otp-verify-state.js';
import type { TextKey, TextOf } from '../../locales/texts.js';
import { announcing, enters, FAILED, PROOF_ASKED, type Words } from '../announcements.js';
import { saysLeft } from '../wait.js';

/** Time left at which it is said how long the code is good. */
export const EXPIRY_SPOKEN_AT_MS = [600_000, 300_000, 60_000, 30_000];

export interface VerifyWords extends Words {
  /** That another code is on its way, and where to. */
  sentAgain: string;
  /** The field says itself what is wrong with its code. */
  fieldSpeaks: boolean;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<OtpVerifyState, VerifyWords>([
  PROOF_ASKED,
  { when: enters('verifying', 'proving'), say: ({ text }) => text('verifyChecking') },
  { when: enters('verified'), say: ({ text }) => text('verifyDone') },
  {
    when: (before, after) => before.status === 'resending' && after.status === 'ready' && !after.failure,
    say: (words, after) => [words.sentAgain, timeLeft(words.text, after)].filter(Boolean).join(' '),
  },
  {
    when: (before, after) => enters('expired')(before, after) && !after.failure,
    say: ({ text }, after) => text(expiredKey(after)),
    urgent: true,
  },
  {
    ...FAILED,
    when: (before, after, { fieldSpeaks }) => FAILED.when(before, after) && !fieldSpeaks,
  },
  {
    when: (before, after) => before.status === 'blocked' && after.status === 'ready',
    say: ({ text }) => text('tryAgainNow'),
  },
  {
    when: (before, after) => !before.mayHaveExpired && after.mayHaveExpired,
    say: ({ text }, after) => text(expiryKey(after)),
  },
  {
    when: (before, after) =>
      before.resendAt !== undefined &&
      after.resendAt === undefined &&
      !isLast(after) &&
      (after.status === 'ready' || after.status === 'expired'),
    say: ({ text }) => text('verifyResendReady'),
  },
]);

/** What the time left is put by: how long the code is good, or how long a lock lasts. */
export function leftKey(state: OtpVerifyState): TextKey {
  return state.status === 'blocked' ? 'tryAgainIn' : expiryKey(state);
}

/** How the time left is put: as a promise only where it is one. */
export function expiryKey(state: OtpVerifyState): TextKey {
  if (state.mayHaveExpired) return isLast(state) ? 'verifyMayHaveExpiredForGood' : 'verifyMayHaveExpired';
  return state.expiryIsCertain ? 'verifyExpiresIn' : 'verifyUseWithin';
}

/** What to do about a code that is too old. */
export function expiredKey(state: OtpVerifyState): TextKey {
  return isLast(state) ? 'verifyExpiredForGood' : 'verifyExpired';
}

/** There is no other code to be had: of the backend, or of this page. */
export function isLast({ challenge, resendsLeft }: OtpVerifyState): boolean {
  return challenge?.canResend === false || !resendsLeft;
}

function timeLeft(text: TextOf, state: OtpVerifyState): string {
  const { expiresAt } = state;
  return expiresAt ? saysLeft(text, expiresAt.remainingMs, leftKey(state)).text : '';
}
