/** Proving who one is before something sensitive. */
export const proof = {
  proofTitle: 'First, prove that it is you',
  proofPassword: 'Your password',
  proofPasswordMissing: 'Enter your password.',
  proofPasswordWrong: 'That password is not right. Check it and try again.',
  proofLost: 'The question could not be loaded. Check the connection and try again.',
  proofCaptcha: 'Solve the task below to go on.',
};
