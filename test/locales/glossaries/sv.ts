import type { Glossary } from '../glossary.js';

const sv: Glossary = {
  recoveryCode: ['återställningskod'],
  authenticatorApp: ['autentiseringsapp'],
  secondStep: ['andra steg'],
  passkey: ['nyckel', 'nycklar'],
  trustedDevice: ['betrodda enheter'],
  code: ['kod'],
  never: ['2fa', 'passkey', 'reservkod', 'tvåfaktor', 'lösennyckel', ' ni ', ' er ', ' ert '],
  sameAsEnglish: ['phoneCountryOption'],
};

export default sv;
