import type { Saying } from '../../controllers/announcer-controller.js';
import type { TotpEnrollState } from '../../flows/totp-enroll-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { isAboutField } from './troubles.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

/** From so many wrong codes on, the phone's clock is the likely cause. */
export const REFUSALS_BEFORE_HINT = 2;

export interface EnrollWords {
  text: TextOf;
  failure: string;
  /** The person is at it: the focus goes to what is new, which is read then. */
  isAtIt: boolean;
}

interface Row {
  when: (before: TotpEnrollState, after: TotpEnrollState, words: EnrollWords) => boolean;
  say: (words: EnrollWords) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => entered('proving', before, after),
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status !== 'proving' && entered('activating', before, after),
    say: ({ text }) => text('totpChecking'),
  },
  {
    when: (before, after, { isAtIt }) => entered('activated', before, after) && !isAtIt,
    say: ({ text }) => text('totpDone'),
  },
  {
    when: (before, after) =>
      after.failure !== undefined && after.failure !== before.failure && !isAboutField(after),
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: (before, after) => !needsHint(before) && needsHint(after),
    say: ({ text }) => text('totpClockHint'),
  },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined && isOpen(after),
    say: ({ text }) => text('tryAgainNow'),
  },
  {
    when: (before, after) => !mayHaveExpired(before) && mayHaveExpired(after),
    say: ({ text }) => text('totpMayHaveExpired'),
  },
];

export function says(
  before: TotpEnrollState,
  after: TotpEnrollState,
  words: EnrollWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after, words));
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}

/** Whether it is time for advice on the phone's clock. */
export function needsHint(state: TotpEnrollState): boolean {
  return 'refusals' in state && (state.refusals ?? 0) >= REFUSALS_BEFORE_HINT;
}

function mayHaveExpired(state: TotpEnrollState): boolean {
  return state.status === 'pairing' && state.mayHaveExpired;
}

function isOpen({ status }: TotpEnrollState): boolean {
  return status === 'pairing' || status === 'naming' || status === 'failed';
}

function entered(
  status: TotpEnrollState['status'],
  before: TotpEnrollState,
  after: TotpEnrollState,
): boolean {
  return before.status !== status && after.status === status;
}
