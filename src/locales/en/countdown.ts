/** Countdowns. */
export const countdown = {
  countdownLeft: '{time} left',
  countdownEnded: 'Time is up.',
};
