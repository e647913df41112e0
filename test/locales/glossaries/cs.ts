import type { Glossary } from '../glossary.js';

const cs: Glossary = {
  recoveryCode: ['obnovovací kód', 'obnovovací kódy', 'obnovovacím kódem', 'obnovovacích kódů'],
  authenticatorApp: ['ověřovací aplikace', 'ověřovací aplikaci', 'ověřovací aplikací'],
  secondStep: ['druhý krok', 'druhého kroku', 'druhým krokem'],
  passkey: [
    'přístupový klíč',
    'přístupového klíče',
    'přístupové klíče',
    'přístupových klíčů',
    'přístupovým klíčem',
  ],
  trustedDevice: ['důvěryhodná zařízení'],
  code: ['kód'],
  never: ['2fa', 'záložní', 'dvoufázov', 'dvoufaktor', 'token', 'passkey', ' ty ', ' tvůj '],
  sameAsEnglish: ['phoneCountryOption', 'factorEmail', 'factorEmailNamed'],
};

export default cs;
