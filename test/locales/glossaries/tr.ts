import type { Glossary } from '../glossary.js';

const tr: Glossary = {
  recoveryCode: ['kurtarma kodu', 'kurtarma kodları'],
  authenticatorApp: ['kimlik doğrulama uygulaması', 'kimlik doğrulama uygulamanız'],
  secondStep: ['ikinci adım'],
  passkey: ['geçiş anahtarı', 'geçiş anahtarları', 'geçiş anahtarınız'],
  trustedDevice: ['güvenilen cihaz'],
  code: ['kod'],
  never: ['2fa', 'yedek kod', 'iki faktör', 'iki adımlı', 'şifre', 'passkey', ' sen ', ' senin '],
  sameAsEnglish: ['phoneCountryOption'],
};

export default tr;
