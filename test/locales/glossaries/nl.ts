import type { Glossary } from '../glossary.js';

const nl: Glossary = {
  recoveryCode: ['herstelcode'],
  authenticatorApp: ['authenticator-app'],
  secondStep: ['tweede stap'],
  passkey: ['toegangssleutel'],
  trustedDevice: ['vertrouwde apparaten'],
  code: ['code'],
  never: ['2fa', 'passkey', 'back-upcode', 'tweefactor', 'verificatie-app', ' je ', ' jij ', ' jouw '],
  sameAsEnglish: [
    'codeLabel',
    'phoneCountryOption',
    'recoveryCodesFileAccount',
    'factorEmail',
    'factorEmailNamed',
  ],
};

export default nl;
