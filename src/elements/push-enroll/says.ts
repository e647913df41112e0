import type { MfaError } from '../../core/mfa-error.js';
import type { PushEnrollState } from '../../flows/push-enroll-state.js';
import type { TextKey } from '../../locales/texts.js';
import { announcing, enters, FAILED, PROOF_ASKED, WAIT_OVER } from '../announcements.js';

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<PushEnrollState>([
  PROOF_ASKED,
  { when: enters('creating'), say: ({ text }) => text('pushPreparing') },
  {
    when: enters('enrolled'),
    say: ({ text }) => `${text('pushEnrolled')} ${text('pushEnrolledWords')}`,
  },
  FAILED,
  { when: enters('scanning', 'proving'), say: ({ text }) => text('pushQrReady') },
  {
    when: (before, after) => troubleOf(after) !== undefined && troubleOf(before) !== troubleOf(after),
    say: ({ text }, after) => text(troubleOf(after) ?? 'pushEnrollNoAnswer'),
  },
  {
    when: (before, after) => troubleOf(before) !== undefined && after.status === 'scanning' && !after.trouble,
    say: ({ text }) => text('pushBack'),
  },
  WAIT_OVER,
]);

function troubleOf(state: PushEnrollState): TextKey | undefined {
  return 'trouble' in state && state.trouble ? enrollTroubleKey(state.trouble) : undefined;
}

/** What is said while the backend cannot be asked. */
export function enrollTroubleKey({ code }: MfaError): TextKey {
  return code === 'network' ? 'pushEnrollOffline' : 'pushEnrollNoAnswer';
}
