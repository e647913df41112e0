import type { PasskeyState } from '../../flows/passkey-state.js';
import { announcing, enters, FAILED, PROOF_ASKED, WAIT_OVER } from '../announcements.js';

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<PasskeyState>([
  PROOF_ASKED,
  { when: enters('asking'), say: ({ text }) => text('passkeyAsking') },
  {
    when: enters('checking'),
    say: ({ text }, { mode }) => text(mode === 'use' ? 'passkeyChecking' : 'passkeySaving'),
  },
  { when: enters('verified'), say: ({ text }) => text('passkeyVerified') },
  { when: enters('created'), say: ({ text }) => text('passkeyCreated') },
  FAILED,
  { when: enters('naming'), say: ({ text }) => text('passkeyNaming') },
  WAIT_OVER,
]);
