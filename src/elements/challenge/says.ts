import type { ChallengeState } from '../../flows/challenge-state.js';
import { announcing, enters, PROOF_ASKED, WAIT_OVER } from '../announcements.js';

/** What is said of a passkey that the person has, and that is not offered to them. */
export const LIMIT_KEYS = { browser: 'challengeNoPasskeyBrowser', page: 'challengeNoPasskeyPage' } as const;

/** What is said aloud of a change. What the open panel says, it says itself. */
export const says = announcing<ChallengeState>([
  {
    ...WAIT_OVER,
    when: (before, after) =>
      before.status === 'failed' && after.status === 'failed' && WAIT_OVER.when(before, after),
  },
  {
    when: (before, after) => before.canSkip && !after.canSkip && after.requiredFrom?.isPast === true,
    say: ({ text }) => text('challengeDueNow'),
  },
  PROOF_ASKED,
  { when: enters('completed'), say: ({ text }) => text('challengeDone') },
  {
    when: enters('unusable'),
    say: ({ text }, { unusablePasskey }) =>
      text(unusablePasskey ? LIMIT_KEYS[unusablePasskey] : 'challengeUnusable'),
    urgent: true,
  },
  { when: enters('ended'), say: ({ failure }) => failure, urgent: true },
  { when: enters('failed'), say: ({ failure }) => failure, urgent: true },
]);
