const PLAIN = /^en(-[a-z]{2})?$/i;

/**
 * English, without an extension that asks for other digits. What is simple in it is done without `Intl`: at its first use
 * a browser loads its tables, which takes longer than all else that a field needs to be there.
 */
export function isPlainEnglish(language: string): boolean {
  return PLAIN.test(language);
}
