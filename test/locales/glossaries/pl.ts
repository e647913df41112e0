import type { Glossary } from '../glossary.js';

const pl: Glossary = {
  recoveryCode: [
    'kod odzyskiwania',
    'kodu odzyskiwania',
    'kody odzyskiwania',
    'kodów odzyskiwania',
    'kodem odzyskiwania',
  ],
  authenticatorApp: [
    'aplikacja uwierzytelniająca',
    'aplikację uwierzytelniającą',
    'aplikacją uwierzytelniającą',
    'aplikacji uwierzytelniającej',
  ],
  secondStep: ['drugi etap', 'drugiego etapu'],
  passkey: [
    'klucz dostępu',
    'klucza dostępu',
    'kluczem dostępu',
    'klucze dostępu',
    'kluczy dostępu',
    'kluczami dostępu',
  ],
  trustedDevice: ['zaufane urządzenia', 'zaufanych urządzeń'],
  code: ['kod'],
  never: [
    'zapasow',
    'dwuskładnikow',
    '2fa',
    'passkey',
    'authenticator app',
    'token',
    ' pan ',
    ' pani ',
    'drugi krok',
  ],
  sameAsEnglish: ['factorEmail', 'factorEmailNamed'],
};

export default pl;
