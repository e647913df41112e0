import type { Saying } from '../../controllers/announcer-controller.js';
import type { OtpRequestState } from '../../flows/otp-request-flow.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

export interface RequestWords {
  text: (key: TextKey, values?: TextValues) => string;
  /** That the code is on its way, and where to. */
  sent: string;
  failure: string;
}

interface Row {
  when: (before: OtpRequestState, after: OtpRequestState) => boolean;
  say: (words: RequestWords) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => before.status === 'idle' && after.status === 'sending',
    say: ({ text }) => text('requestSending'),
  },
  {
    when: (before, after) => before.status !== 'proving' && after.status === 'proving',
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status === 'sending' && after.status === 'sent',
    say: ({ sent }) => sent,
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
];

export function says(
  before: OtpRequestState,
  after: OtpRequestState,
  words: RequestWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}
