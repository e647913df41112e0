import type { MfaError } from '../../core/mfa-error.js';
import type { PushState } from '../../flows/push-state.js';
import type { TextKey, TextOf } from '../../locales/texts.js';
import { announcing, enters, FAILED, PROOF_ASKED } from '../announcements.js';

const isOut = ({ status }: PushState): boolean => status === 'waiting' || status === 'proving';

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<PushState>([
  PROOF_ASKED,
  { when: enters('sending', 'proving'), say: ({ text }) => text('pushSending') },
  { when: enters('verified'), say: ({ text }) => text('pushVerified') },
  {
    when: enters('denied'),
    say: ({ text }) => `${text('pushDenied')} ${text('pushDeniedWords')}`,
    urgent: true,
  },
  { when: enters('expired'), say: ({ text }) => text('pushExpired'), urgent: true },
  FAILED,
  { when: enters('waiting', 'proving'), say: ({ text }, after) => sentText(text, after) },
  {
    when: (before, after) => troubleOf(after) !== undefined && troubleOf(before) !== troubleOf(after),
    say: ({ text }, after) => text(troubleOf(after) ?? 'pushNoAnswer'),
  },
  {
    when: (before, after) =>
      isOut(before) && after.status === 'waiting' && troubleOf(before) !== undefined && !after.trouble,
    say: ({ text }) => text('pushBack'),
  },
  {
    when: (before, after) =>
      before.resendAt !== undefined && after.resendAt === undefined && canResend(after),
    say: ({ text }) => text('pushResendReady'),
  },
]);

/** That it is on its way, to which device, and with which number. */
export function sentText(text: TextOf, state: PushState): string {
  const number = 'number' in state ? state.number : undefined;
  const { deviceName: name, sends } = state;
  const again = sends > 1;
  if (number === undefined) {
    if (name === undefined) return text(again ? 'pushSentAgain' : 'pushSent');
    return text(again ? 'pushSentAgainNamed' : 'pushSentNamed', { name });
  }
  if (name === undefined) return text(again ? 'pushSentAgainNumber' : 'pushSentNumber', { number });
  return text(again ? 'pushSentAgainNumberNamed' : 'pushSentNumberNamed', { number, name });
}

function troubleOf(state: PushState): TextKey | undefined {
  return 'trouble' in state && state.trouble ? troubleKey(state.trouble) : undefined;
}

function canResend({ status, resendsLeft }: PushState): boolean {
  return resendsLeft && status !== 'verified' && status !== 'ended' && status !== 'sending';
}

/** What is said while the backend cannot be asked. */
export function troubleKey({ code }: MfaError): TextKey {
  return code === 'network' ? 'pushOffline' : 'pushNoAnswer';
}
