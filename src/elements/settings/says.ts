import type { Saying } from '../../controllers/announcer-controller.js';
import type { SettingsState } from '../../flows/settings-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

export interface SettingsWords {
  text: (key: TextKey, values?: TextValues) => string;
  /** What was done last, as it is shown. */
  note: string;
  failure: string;
}

interface Row {
  when: (before: SettingsState, after: SettingsState) => boolean;
  say: (words: SettingsWords) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => before.status !== 'proving' && after.status === 'proving',
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status === 'removing' && after.status === 'saving',
    say: ({ text }) => text('settingsSaving'),
  },
  {
    when: (before, after) => before.status === 'renaming' && after.status === 'saving',
    say: ({ text }) => text('settingsSaving'),
  },
  {
    when: (before, after) => after.done !== undefined && after.done !== before.done,
    say: ({ note }) => note,
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: (before, after) => isDueNow(after) && !isDueNow(before),
    say: ({ text }) => text('settingsDueNow'),
  },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(before: SettingsState, after: SettingsState, words: SettingsWords): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}

/** Nothing is set up, and the day has come while the person was at it. */
function isDueNow({ requiredFrom, settings, factors }: SettingsState): boolean {
  return requiredFrom !== undefined && settings?.required === true && !factors.some(({ active }) => active);
}
