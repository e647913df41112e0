import type { Saying } from '../../controllers/announcer-controller.js';
import type { ChallengeState } from '../../flows/challenge-state.js';
import { spokenTime } from '../../locales/text-values.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

/** What is said of a passkey that the person has, and that is not offered to them. */
export const LIMIT_KEYS = { browser: 'challengeNoPasskeyBrowser', page: 'challengeNoPasskeyPage' } as const;

type TextOf = (key: TextKey, values?: TextValues) => string;

/** Time left at which it is said aloud. */
export const SPOKEN_AT_MS = [300_000, 60_000, 30_000];

export interface ChallengeWords {
  text: TextOf;
  failure: string;
}

interface Row {
  status: ChallengeState['status'];
  say: (words: ChallengeWords, after: ChallengeState) => string;
  urgent?: true;
}

/** What is said aloud when a status begins. What the open panel says, it says itself. */
const ROWS: readonly Row[] = [
  { status: 'proving', say: ({ text }) => text('proofTitle') },
  { status: 'completed', say: ({ text }) => text('challengeDone') },
  {
    status: 'unusable',
    say: ({ text }, { unusablePasskey }) =>
      text(unusablePasskey ? LIMIT_KEYS[unusablePasskey] : 'challengeUnusable'),
    urgent: true,
  },
  { status: 'ended', say: ({ failure }) => failure, urgent: true },
  { status: 'failed', say: ({ failure }) => failure, urgent: true },
];

export function says(
  before: ChallengeState,
  after: ChallengeState,
  words: ChallengeWords,
): Saying | undefined {
  if (before.status === 'failed' && after.status === 'failed' && before.waitUntil && !after.waitUntil)
    return { text: words.text('tryAgainNow') };
  if (before.canSkip && !after.canSkip && after.requiredFrom?.isPast)
    return { text: words.text('challengeDueNow') };
  if (before.status === after.status) return undefined;
  const row = ROWS.find(({ status }) => status === after.status);
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}

/** What is said of the time that is left to sign in. */
export function saysLeft(text: TextOf, remainingMs: number): Saying {
  return { text: text('challengeEndsIn', { time: spokenTime(remainingMs) }) };
}
