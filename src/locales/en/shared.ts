import type { TextValues } from '../text-values.js';

/** What several screens say: ways on, what factors are called, where a code goes, how long something takes. */
export const shared = {
  restart: 'Sign in again',
  tryAgain: 'Try again',
  tryAgainIn: 'You can try again in {time}',
  tryAgainNow: 'You can try again now.',
  goOn: 'Continue',
  cancel: 'Cancel',
  factorSms: 'Text message',
  factorEmail: 'E-mail',
  factorVoice: 'Phone call',
  factorTotp: 'Authenticator app',
  factorQuestions: 'Security questions',
  factorRecovery: 'Recovery code',
  factorPasskey: 'Passkey',
  factorAllPasskeys: 'All passkeys',
  factorPush: 'Notification on your phone',
  factorTo: '{kind} to {destination}',
  factorNamed: '{kind}: {name}',
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
