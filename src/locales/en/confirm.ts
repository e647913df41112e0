/** Confirming who one is around one sensitive action. */
export const confirm = {
  confirmTitle: 'Confirm that it is you',
  confirmTitleFor: 'Confirm that it is you: {reason}',
  confirmWords: 'We ask again before something important, so that nobody else can do it in your name.',
  confirmLoading: 'Getting your ways to confirm',
  confirmNothing: 'Nothing is set up for your account to confirm with.',
  confirmNothingWords: 'Set up a second step for your account, then try again.',
  confirmUnusable: 'You cannot confirm on this page with what is set up for your account.',
  confirmUnusableWords: 'Try it in another browser or on another device, or ask for help.',
  confirmEndsIn: 'Time left to confirm: {time}',
  confirmTooLate: 'This took too long. Nothing was done. Try again.',
  confirmLocked: 'Too many attempts. You cannot confirm for a while.',
  confirmRefused: 'This was refused on your device. Was it not you? Then change your password.',
  confirmDone: 'It is confirmed that it is you.',
  confirmCancelled: 'Not confirmed. Nothing was done.',
};
