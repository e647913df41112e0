import type { Glossary } from '../glossary.js';

const ro: Glossary = {
  recoveryCode: ['cod de recuperare', 'coduri de recuperare', 'codurile de recuperare'],
  authenticatorApp: ['aplicație de autentificare', 'aplicația de autentificare'],
  secondStep: ['al doilea pas'],
  passkey: ['cheie de acces', 'cheia de acces', 'cheii de acces', 'chei de acces', 'cheile de acces'],
  trustedDevice: ['dispozitive de încredere'],
  code: ['cod'],
  never: [
    '2fa',
    'passkey',
    'de rezervă',
    'backup',
    'doi factori',
    'a doua etapă',
    'token',
    ' tu ',
    ' tău ',
    ' ta ',
    ' tale ',
  ],
  sameAsEnglish: ['phoneCountryOption', 'factorEmail', 'factorEmailNamed'],
};

export default ro;
