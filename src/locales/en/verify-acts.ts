/** Checking a code, once somebody acts; and what few pages show. */
export const verifyActs = {
  verifyCalling: 'We are calling {destination} with your code.',
  verifyNotYours: 'Not your number?',
  verifyNotYoursEmail: 'Not your address?',
  verifySentAgain: 'We sent a new code to {destination}.',
  verifyChecking: 'Checking your code',
  verifyDone: 'Your code is right.',
  verifyRemember: 'Do not ask again on this device',
  verifyRecoveryInstead: 'Use a recovery code',
  verifyCodeInstead: 'Use a code from your app',
};
