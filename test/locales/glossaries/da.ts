import type { Glossary } from '../glossary.js';

const da: Glossary = {
  recoveryCode: ['gendannelseskode'],
  authenticatorApp: ['godkendelsesapp'],
  secondStep: ['andet trin'],
  passkey: ['adgangsnøgle'],
  trustedDevice: ['enheder du har tillid til'],
  code: ['kode'],
  never: ['2fa', 'passkey', 'backupkode', 'tofaktor', 'autentificeringsapp', ' jeres '],
  sameAsEnglish: ['phoneCountryOption', 'recoveryCodesDownload', 'factorEmail', 'factorEmailNamed'],
};

export default da;
