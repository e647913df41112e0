import type { Saying } from '../../controllers/announcer-controller.js';
import type { SecurityQuestionsState } from '../../flows/security-questions-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { spokenTime } from '../spoken-time.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

/** Time left at which a wait is said aloud. */
export const WAIT_SPOKEN_AT_MS = [60_000, 30_000];

export interface QuestionsWords {
  text: TextOf;
  failure: string;
}

interface Row {
  when: (before: SecurityQuestionsState, after: SecurityQuestionsState) => boolean;
  say: (words: QuestionsWords, after: SecurityQuestionsState) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => before.status !== 'proving' && after.status === 'proving',
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status === 'ready' && after.status === 'submitting',
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaving' : 'questionsChecking'),
  },
  {
    when: (before, after) => before.status !== 'done' && after.status === 'done',
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaved' : 'questionsRight'),
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: (before, after) => before.waitUntil !== undefined && !after.waitUntil && after.status === 'ready',
    say: ({ text }) => text('questionsWaitOver'),
  },
];

export function says(
  before: SecurityQuestionsState,
  after: SecurityQuestionsState,
  words: QuestionsWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}

/** What is said of a wait. */
export function saysLeft(text: TextOf, remainingMs: number): Saying {
  return { text: text('questionsWaitIn', { time: spokenTime(text, remainingMs) }) };
}
