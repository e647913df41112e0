import type { Saying } from '../../controllers/announcer-controller.js';
import type { OtpVerifyState } from '../../flows/otp-verify-state.js';
import { spokenTime } from '../../locales/text-values.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

/** Time left at which it is said how long the code is good. */
export const EXPIRY_SPOKEN_AT_MS = [600_000, 300_000, 60_000, 30_000];
/** A lock is read rarely. */
export const LOCK_SPOKEN_AT_MS = Array.from({ length: 40 }, (_, index) => (index + 1) * 30_000);

export interface VerifyWords {
  text: TextOf;
  /** That another code is on its way, and where to. */
  sentAgain: string;
  failure: string;
  /** The field says itself what is wrong with its code. */
  fieldSpeaks: boolean;
}

interface Row {
  when: (before: OtpVerifyState, after: OtpVerifyState, words: VerifyWords) => boolean;
  say: (words: VerifyWords, after: OtpVerifyState) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => before.status !== 'proving' && after.status === 'proving',
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status !== 'proving' && entered('verifying', before, after),
    say: ({ text }) => text('verifyChecking'),
  },
  {
    when: (before, after) => entered('verified', before, after),
    say: ({ text }) => text('verifyDone'),
  },
  {
    when: (before, after) => before.status === 'resending' && after.status === 'ready' && !after.failure,
    say: (words, after) => [words.sentAgain, timeLeft(words.text, after)].filter(Boolean).join(' '),
  },
  {
    when: (before, after) => entered('expired', before, after) && !after.failure,
    say: ({ text }, after) => text(expiredKey(after)),
    urgent: true,
  },
  {
    when: (before, after, { fieldSpeaks }) =>
      after.failure !== undefined && after.failure !== before.failure && !fieldSpeaks,
    say: ({ failure }) => failure,
    urgent: true,
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
      after.resendsLeft &&
      after.challenge?.canResend !== false &&
      (after.status === 'ready' || after.status === 'expired'),
    say: ({ text }) => text('verifyResendReady'),
  },
];

export function says(before: OtpVerifyState, after: OtpVerifyState, words: VerifyWords): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after, words));
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}

/** What is said of the time left: how long the code is good, or how long a lock lasts. */
export function saysLeft(text: TextOf, state: OtpVerifyState, remainingMs: number): Saying {
  const key = state.status === 'blocked' ? 'tryAgainIn' : expiryKey(state);
  return { text: text(key, { time: spokenTime(remainingMs) }) };
}

/** How the time left is put: as a promise only where it is one. */
export function expiryKey({ challenge, expiryIsCertain, mayHaveExpired }: OtpVerifyState): TextKey {
  if (mayHaveExpired)
    return challenge?.canResend === false ? 'verifyMayHaveExpiredForGood' : 'verifyMayHaveExpired';
  return expiryIsCertain ? 'verifyExpiresIn' : 'verifyUseWithin';
}

/** What to do about a code that is too old. */
export function expiredKey({ challenge }: OtpVerifyState): TextKey {
  return challenge?.canResend === false ? 'verifyExpiredForGood' : 'verifyExpired';
}

function timeLeft(text: TextOf, state: OtpVerifyState): string {
  const { expiresAt } = state;
  return expiresAt ? saysLeft(text, state, expiresAt.remainingMs).text : '';
}

function entered(status: OtpVerifyState['status'], before: OtpVerifyState, after: OtpVerifyState): boolean {
  return before.status !== status && after.status === status;
}
