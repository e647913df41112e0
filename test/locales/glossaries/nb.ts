import type { Glossary } from '../glossary.js';

const nb: Glossary = {
  recoveryCode: ['gjenopprettingskode'],
  authenticatorApp: ['autentiseringsapp'],
  secondStep: ['trinn to'],
  passkey: ['tilgangsnøk'],
  trustedDevice: ['klarerte enheter', 'klarerte enhetene'],
  code: ['kode'],
  never: ['2fa', 'passkey', 'reservekode', 'tofaktor', 'totrinn', ' dere ', ' deres '],
  sameAsEnglish: ['phoneCountryOption'],
};

export default nb;
