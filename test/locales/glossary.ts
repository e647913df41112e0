/** What the things of the second step are called: one name for each in each language, which its texts are held to. */
import type { TextKey } from '../../src/locales/texts.js';

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

/**
 * Of one language, in `glossaries/`. All are parts of texts in small letters, in which each character that is no letter,
 * digit or hyphen is a space: ` du ` is the whole word. Of a term, all forms that the texts bend it to; the first is the
 * one of a dictionary.
 */
export interface Glossary extends Readonly<Record<Term, readonly string[]>> {
  /** Other words for the same, and other ways to address a person. */
  readonly never: readonly string[];
  /** Texts that are as in English on purpose. */
  readonly sameAsEnglish: readonly TextKey[];
}

/** Words in Latin letters that stand in languages with letters of their own, too. */
export const LATIN_EVERYWHERE: readonly string[] = [
  'Authenticator',
  'C',
  'Ctrl',
  'DE',
  'Google',
  'Microsoft',
  'PIN',
  'QR',
  'SMS',
  'com',
  'example',
  'name',
];

export async function glossaryOf(tag: string): Promise<Glossary> {
  const file = new URL(`glossaries/${tag}.ts`, import.meta.url);
  return ((await import(file.href)) as { default: Glossary }).default;
}
