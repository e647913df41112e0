import type { Glossary } from '../glossary.js';

const de: Glossary = {
  recoveryCode: ['wiederherstellungscode'],
  authenticatorApp: ['authenticator-app'],
  secondStep: ['zweiter schritt', 'zweiten schritt'],
  passkey: ['passkey'],
  trustedDevice: ['vertrauenswürdige geräte', 'vertrauenswürdigen geräte'],
  code: ['code'],
  never: [
    'backup-code',
    'sicherungscode',
    'bestätigungscode',
    'authentifizierungs-app',
    'zwei-faktor',
    '2fa',
    'hauptschlüssel',
    'kennwort',
    'einloggen',
    ' du ',
    ' dir ',
    ' dich ',
    ' dein',
  ],
  sameAsEnglish: [
    'codeLabel',
    'phoneCountryNone',
    'phoneCountryOption',
    'factorPasskey',
    'factorPasskeyNamed',
  ],
};

export default de;
