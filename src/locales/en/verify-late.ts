import type { TextValues } from '../text-values.js';

/** Checking a code, where it does not go as one hopes. */
export const verifyLate = {
  verifyTotpOld: 'That code has been used already, or is too old. Wait for the next one.',
  verifyAttemptsLeft: ({ count }: TextValues): string =>
    count === 1
      ? '1 attempt left before you need a new code.'
      : `${count} attempts left before you need a new code.`,
  verifyAttemptsLeftTotp: ({ count }: TextValues): string =>
    count === 1 ? '1 attempt left.' : `${count} attempts left.`,
  verifyResendSpent: 'No more codes can be sent. Try another way, or come back later.',
  verifyTryAgainIn: 'You can try again in {time}',
  verifyTryAgainNow: 'You can try again now.',
  verifyOtherSms: 'Send a text message instead',
  verifyOtherEmail: 'Send an e-mail instead',
  verifyOtherVoice: 'Call me instead',
  clockHint:
    'Codes depend on the time. Check that the clock of the phone with your app is set automatically, then try the next code.',
  clockAhead: 'The clock of this device is {time} ahead.',
  clockBehind: 'The clock of this device is {time} behind.',
};
