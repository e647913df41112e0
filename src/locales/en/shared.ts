import type { TextValues } from '../text-values.js';

/** What several screens say: where a code goes, how long something takes, what a part is. */
export const shared = {
  restart: 'Sign in again',
  codeSent: 'We sent a code to {destination}.',
  destinationSms: 'the number ending in {end}',
  destinationEmail: '{address}',
  destinationUnknownSms: 'your phone',
  destinationUnknownEmail: 'your e-mail address',
  destinationUnknownVoice: 'your phone',
  spokenTime: ({ minutes, seconds }: TextValues): string =>
    [plural(minutes, 'minute'), plural(seconds, 'second')].filter(Boolean).join(' ') || '0 seconds',
  verifyAttemptsLeftTotp: ({ count }: TextValues): string =>
    count === 1 ? '1 attempt left.' : `${count} attempts left.`,
  countdownLeft: '{time} left',
  countdownEnded: 'Time is up.',
  qrLabel: 'QR code. Scan it with your authenticator app.',
  qrFailed: 'The QR code cannot be shown.',
};

function plural(count: string | number | undefined, unit: string): string {
  return count ? `${count} ${unit}${Number(count) === 1 ? '' : 's'}` : '';
}
