import type { TextValues } from '../text-values.js';

/** Checking a code. */
export const verify = {
  verifyTotp: 'Open your authenticator app and enter the code it shows.',
  verifyIdle: 'Ask for a code first. Then enter it here.',
  verifySubmit: 'Check code',
  recoveryLabel: 'Recovery code',
  recoveryHint: 'One of the codes that you saved when you set this up. Each works once.',
  recoveryMissing: 'Enter one of your recovery codes.',
  verifyRecoverySubmit: 'Check code',
  verifyExpiresIn: 'Your code expires in {time}',
  verifyUseWithin: 'Use your code within {time}',
  verifyExpired: 'Your code has expired. Send a new one to go on.',
  verifyMayHaveExpired: 'Your code may have expired. If it does not work, send a new one.',
  verifyResend: 'Send a new code',
  verifyResendIn: 'You can ask for a new code in {time}',
  verifyResendReady: 'You can ask for a new code now.',
  verifyCalling: 'We are calling {destination} with your code.',
  verifyNotYours: 'Not your number?',
  verifyNotYoursEmail: 'Not your address?',
  verifySentAgain: 'We sent a new code to {destination}.',
  verifyChecking: 'Checking your code',
  verifyDone: 'Your code is right.',
  verifyRemember: 'Do not ask again on this device',
  verifyRememberFor: 'Do not ask again on this device for {time}',
  verifyRecoveryInstead: 'Use a recovery code',
  verifyCodeInstead: 'Use a code from your app',
  verifyTotpOld: 'That code has been used already, or is too old. Wait for the next one.',
  verifyAttemptsLeft: ({ count }: TextValues): string =>
    count === 1
      ? '1 attempt left before you need a new code.'
      : `${count} attempts left before you need a new code.`,
  verifyResendSpent: 'No more codes can be sent. Try another way, or come back later.',
  verifyOtherSms: 'Send a text message instead',
  verifyOtherEmail: 'Send an e-mail instead',
  verifyOtherVoice: 'Call me instead',
  clockHint:
    'Codes depend on the time. Check that the clock of the phone with your app is set automatically, then try the next code.',
  clockAhead: 'The clock of this device is {time} ahead.',
  clockBehind: 'The clock of this device is {time} behind.',
};
