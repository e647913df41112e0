import type { Glossary } from '../glossary.js';

const it: Glossary = {
  recoveryCode: ['codice di recupero', 'codici di recupero'],
  authenticatorApp: ['app di autenticazione'],
  secondStep: ['secondo passaggio'],
  passkey: ['passkey'],
  trustedDevice: ['dispositivi attendibili'],
  code: ['codice', 'codici'],
  never: [
    '2fa',
    'codice di backup',
    'codici di backup',
    'secondo fattore',
    ' tu ',
    ' tuo ',
    ' tua ',
    ' tuoi ',
    ' tue ',
  ],
  sameAsEnglish: [
    'phoneCountryOption',
    'recoveryCodesFileAccount',
    'factorEmail',
    'factorPasskey',
    'factorEmailNamed',
    'factorPasskeyNamed',
  ],
};

export default it;
