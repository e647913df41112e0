import type { TextKey } from '../../src/locales/texts.js';

/** Texts that are as in English on purpose, by language. */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly TextKey[]>> = {
  de: ['codeLabel', 'factorPasskey', 'factorPasskeyNamed'],
  pl: ['factorEmail', 'factorEmailNamed'],
};

/** Words in Latin letters that stand in languages with letters of their own, too. */
export const LATIN_EVERYWHERE: readonly string[] = [
  'Authenticator',
  'C',
  'Ctrl',
  'Google',
  'Microsoft',
  'PIN',
  'QR',
  'SMS',
  'com',
  'example',
  'name',
];
