/** Checking a code. */
export const verify = {
  verifyTotp: 'Open your authenticator app and enter the code it shows.',
  verifyIdle: 'Ask for a code first. Then enter it here.',
  verifySubmit: 'Check code',
  verifyRetry: 'Try again',
  verifyExpiresIn: 'Your code expires in {time}',
  verifyUseWithin: 'Use your code within {time}',
  verifyExpired: 'Your code has expired. Send a new one to go on.',
  verifyMayHaveExpired: 'Your code may have expired. If it does not work, send a new one.',
  verifyResend: 'Send a new code',
  verifyResendIn: 'You can ask for a new code in {time}',
  verifyResendReady: 'You can ask for a new code now.',
};
