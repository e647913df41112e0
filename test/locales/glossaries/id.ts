import type { Glossary } from '../glossary.js';

const id: Glossary = {
  recoveryCode: ['kode pemulihan'],
  authenticatorApp: ['aplikasi pengautentikasi'],
  secondStep: ['langkah kedua'],
  passkey: ['kunci sandi'],
  trustedDevice: ['perangkat tepercaya'],
  code: ['kode'],
  never: [
    'kode cadangan',
    'kode verifikasi',
    'autentikator',
    'dua langkah',
    'dua faktor',
    '2fa',
    'passkey',
    'kunci akses',
    'terpercaya',
    'login',
    'password',
    'token',
    ' kamu ',
    'handphone',
  ],
  sameAsEnglish: ['phoneCountryOption'],
};

export default id;
