import type { Glossary } from '../glossary.js';

const hu: Glossary = {
  recoveryCode: ['helyreállítási kód'],
  authenticatorApp: ['hitelesítő alkalmazás'],
  secondStep: ['második lépés'],
  passkey: ['azonosítókulcs', 'azonosítókulccsal'],
  trustedDevice: ['megbízható eszköz'],
  code: ['kód'],
  never: [
    '2fa',
    'passkey',
    'hozzáférési kulcs',
    'tartalék',
    'kétlépcsős',
    'kétfaktor',
    'token',
    'szerver',
    ' te ',
    ' neked ',
    ' add meg ',
    ' próbáld ',
    ' válassz ',
  ],
  sameAsEnglish: ['phoneCountryOption', 'factorEmail', 'factorEmailNamed'],
};

export default hu;
