import type { Glossary } from '../glossary.js';

const fr: Glossary = {
  recoveryCode: ['code de récupération', 'codes de récupération'],
  authenticatorApp: ['application d authentification'],
  secondStep: ['deuxième étape'],
  passkey: ['clé d accès', 'clés d accès'],
  trustedDevice: ['appareils de confiance', 'appareil de confiance'],
  code: ['code'],
  never: [
    '2fa',
    'passkey',
    'code de secours',
    'codes de secours',
    'double facteur',
    'seconde étape',
    'jeton',
    ' tu ',
    ' ton ',
    ' ta ',
    ' tes ',
    ' toi ',
  ],
  sameAsEnglish: ['codeLabel', 'phoneCountryNone', 'phoneCountryOption', 'questionsNumber', 'factorEmail'],
};

export default fr;
