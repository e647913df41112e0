/** Asking for a code. */
export const request = {
  requestSubmit: 'Send code',
  requestSubmitVoice: 'Call me',
  requestChannels: 'How do you want to get your code?',
  requestPhone: 'Mobile number',
  requestPhoneHint: 'With + and country code, for example +49 151 23456789',
  requestEmailLabel: 'E-mail address',
  requestPhoneInvalid: 'Enter the number with + and country code, for example +49 151 23456789.',
  requestEmailInvalid: 'Enter an e-mail address, for example name@example.com.',
  requestWaitIn: 'You can ask for another code in {time}',
  requestSending: 'Sending your code',
  requestAgain: 'Use another number or way',
  requestOtherWay: 'Get the code another way',
};
