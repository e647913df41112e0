import type { SettingsState } from '../../flows/settings-state.js';
import { announcing, FAILED, PROOF_ASKED, WAIT_OVER, type Words } from '../announcements.js';

export interface SettingsWords extends Words {
  /** What was done last, as it is shown. */
  note: string;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<SettingsState, SettingsWords>([
  PROOF_ASKED,
  {
    when: ({ status }, after) =>
      (status === 'removing' || status === 'renaming') && after.status === 'saving',
    say: ({ text }) => text('settingsSaving'),
  },
  {
    when: (before, after) => after.done !== undefined && after.done !== before.done,
    say: ({ note }) => note,
  },
  FAILED,
  {
    when: (before, after) => isDueNow(after) && !isDueNow(before),
    say: ({ text }) => text('settingsDueNow'),
  },
  WAIT_OVER,
]);

/** Nothing is set up, and the day has come while the person was at it. */
function isDueNow({ requiredFrom, settings, factors }: SettingsState): boolean {
  return requiredFrom !== undefined && settings?.required === true && !factors.some(({ active }) => active);
}
