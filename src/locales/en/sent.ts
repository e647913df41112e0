/** Said of a code when it is on its way. */
export const sent = {
  codeSent: 'We sent a code to {destination}.',
};
