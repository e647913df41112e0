/** Where a code goes. */
export const destination = {
  destinationSms: 'the number ending in {end}',
  destinationEmail: '{address}',
  destinationUnknownSms: 'your phone',
  destinationUnknownEmail: 'your e-mail address',
  destinationUnknownVoice: 'your phone',
};
