/** Pairing an authenticator app, as it is shown at first. */
export const totp = {
  totpNameTitle: 'Name your device',
  totpNameWords: 'So that you can tell it from others later.',
  totpNameLabel: 'Device name',
  totpNameHint: 'For example “My phone”.',
  totpContinue: 'Continue',
  totpAppTitle: 'Get an authenticator app',
  totpAppWords:
    'Most password managers have one built in. Google Authenticator and Microsoft Authenticator work too.',
  totpScanTitle: 'Scan the QR code',
  totpScanWords: 'Add an account in the app, then point the camera at this code.',
  totpKeyTitle: 'Add the account to the app',
  totpKeyWords: 'Open the app from here, or copy the key and enter it in the app.',
  totpShowKey: 'Can’t scan it? Use the key',
  totpCreating: 'Making your key',
  totpCodeTitle: 'Enter the code from the app',
  totpCodeHint: 'The app shows {digits} digits, and new ones every {period} seconds.',
  totpFinish: 'Finish setup',
  totpStartOver: 'Start over',
  totpTryAgain: 'Try again',
};
