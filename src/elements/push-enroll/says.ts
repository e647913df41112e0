import type { Saying } from '../../controllers/announcer-controller.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { PushEnrollState, PushEnrollStatus } from '../../flows/push-enroll-state.js';
import { spokenTime } from '../../locales/text-values.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

/** Time left at which it is said how long the code can be scanned. */
export const SCAN_SPOKEN_AT_MS = [300_000, 60_000, 30_000];

export interface PushEnrollWords {
  text: TextOf;
  failure: string;
}

interface Row {
  when: (before: PushEnrollState, after: PushEnrollState) => boolean;
  say: (words: PushEnrollWords, after: PushEnrollState) => string;
  urgent?: true;
}

const enters =
  (...statuses: PushEnrollStatus[]): Row['when'] =>
  (before, after) =>
    after.status !== before.status && statuses.includes(after.status);

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  { when: enters('proving'), say: ({ text }) => text('proofTitle') },
  { when: enters('creating'), say: ({ text }) => text('pushPreparing') },
  {
    when: enters('enrolled'),
    say: ({ text }) => `${text('pushEnrolled')} ${text('pushEnrolledWords')}`,
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: (before, after) => before.status !== 'proving' && enters('scanning')(before, after),
    say: ({ text }) => text('pushQrReady'),
  },
  {
    when: (before, after) => troubleOf(after) !== undefined && troubleOf(before) !== troubleOf(after),
    say: ({ text }, after) => text(troubleOf(after) ?? 'pushEnrollNoAnswer'),
  },
  {
    when: (before, after) => troubleOf(before) !== undefined && after.status === 'scanning' && !after.trouble,
    say: ({ text }) => text('pushBack'),
  },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(
  before: PushEnrollState,
  after: PushEnrollState,
  words: PushEnrollWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}

/** What is said of the time that is left to scan. */
export function saysLeft(text: TextOf, remainingMs: number): Saying {
  return { text: text('pushCodeExpiresIn', { time: spokenTime(remainingMs) }) };
}

function troubleOf(state: PushEnrollState): TextKey | undefined {
  return 'trouble' in state && state.trouble ? enrollTroubleKey(state.trouble) : undefined;
}

/** What is said while the backend cannot be asked. */
export function enrollTroubleKey({ code }: MfaError): TextKey {
  return code === 'network' ? 'pushEnrollOffline' : 'pushEnrollNoAnswer';
}
