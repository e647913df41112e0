import type { Saying } from '../../controllers/announcer-controller.js';
import type { ConfirmState, ConfirmStatus } from '../../flows/confirm-state.js';
import type { TextKey, TextOf } from '../../locales/texts.js';

/** What is said aloud when the dialog has closed. What is in the dialog, that says itself. */
const SAID: Readonly<Partial<Record<ConfirmStatus, TextKey>>> = {
  confirmed: 'confirmDone',
  cancelled: 'confirmCancelled',
};

export function says(before: ConfirmState, after: ConfirmState, text: TextOf): Saying | undefined {
  const key = before.status === 'asking' ? SAID[after.status] : undefined;
  return key && { text: text(key) };
}
