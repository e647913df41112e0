/** What the things of the second step are called, one word for each in each language, and how a person is addressed. */

/** The terms, by how English says them; a longer one is found before the shorter one in it. */
export const TERMS = {
  recoveryCode: /recovery codes?/i,
  authenticatorApp: /authenticator apps?/i,
  secondStep: /second step/i,
  passkey: /passkeys?/i,
  trustedDevice: /trusted devices?/i,
  code: /(?<!QR |country )\bcodes?\b/i,
} as const;

export type Term = keyof typeof TERMS;

export interface Glossary extends Readonly<Record<Term, readonly string[]>> {
  /**
   * Other words for the same, and other ways to address a person. Both these and the terms are parts of texts in small
   * letters, in which each character that is no letter, digit or hyphen is a space: ` du ` is the whole word.
   */
  readonly never: readonly string[];
}

export const GLOSSARIES: Readonly<Record<string, Glossary>> = {
  ar: {
    recoveryCode: ['رمز استرداد', 'رمز الاسترداد', 'رموز استرداد', 'رموز الاسترداد'],
    authenticatorApp: ['تطبيق مصادقة', 'تطبيق المصادقة'],
    secondStep: ['خطوة ثانية', 'خطوة الثانية', 'خطوتك الثانية'],
    passkey: ['مفتاح مرور', 'مفتاح المرور', 'مفاتيح المرور'],
    trustedDevice: ['أجهزة الموثوق بها', 'أجهزة موثوق بها'],
    code: ['رمز', 'رموز'],
    never: [
      'كود',
      'رمز احتياطي',
      'رموز احتياطية',
      'عاملين',
      'خطوتين',
      'كلمة السر',
      'المصدق',
      'ايميل',
      'إيميل',
    ],
  },
  de: {
    recoveryCode: ['wiederherstellungscode'],
    authenticatorApp: ['authenticator-app'],
    secondStep: ['zweiter schritt', 'zweiten schritt'],
    passkey: ['passkey'],
    trustedDevice: ['vertrauenswürdige geräte', 'vertrauenswürdigen geräte'],
    code: ['code'],
    never: [
      'backup-code',
      'sicherungscode',
      'bestätigungscode',
      'authentifizierungs-app',
      'zwei-faktor',
      '2fa',
      'hauptschlüssel',
      'kennwort',
      'einloggen',
      ' du ',
      ' dir ',
      ' dich ',
      ' dein',
    ],
  },
  pl: {
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
  },
};
