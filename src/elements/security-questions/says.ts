import type { SecurityQuestionsState } from '../../flows/security-questions-state.js';
import { announcing, enters, FAILED, WAIT_OVER } from '../announcements.js';

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<SecurityQuestionsState>([
  {
    when: (before, after) => isProving(after) && !isProving(before),
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: enters('submitting'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaving' : 'questionsChecking'),
  },
  {
    when: enters('done'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaved' : 'questionsRight'),
  },
  FAILED,
  {
    when: enters('empty'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsNoneOffered' : 'questionsNone'),
  },
  WAIT_OVER,
]);

/** The person is asked for a proof, along with the answers. */
export function isProving(state: SecurityQuestionsState): boolean {
  return state.status === 'submitting' && state.isProving;
}
