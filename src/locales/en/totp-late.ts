/** Pairing an authenticator app, once somebody acts. */
export const totpLate = {
  totpNameMissing: 'Enter a name for the device.',
  totpShowQr: 'App on another device? Show the QR code',
  totpKeyLabel: 'Key',
  totpKeyFacts: 'Time-based · {algorithm} · {digits} digits · {period} seconds',
  totpCopy: 'Copy key',
  totpCopied: 'Copied, without spaces.',
  totpCopyByHand: 'The key is selected. Press Ctrl+C or ⌘C to copy it.',
  totpOpenApp: 'Open authenticator app',
  totpChecking: 'Checking the code',
  totpClockHint:
    'Codes depend on the time: check that your phone sets its clock automatically. If the app has several entries, use the newest one.',
  totpDone: 'Your authenticator app is set up',
  totpDoneWords: 'From now on, you can sign in with a code from it.',
  totpExpired: 'This took too long. Start over to get a new key.',
  totpTooManyAttempts: 'That was one attempt too many. Start over to get a new key.',
  totpCodeUsed: 'That code has been used already. Wait for the next one.',
  totpCodeOld: 'That code is too old. Enter the one that the app shows now.',
};
