/** A recovery code as it counts, and as backends take it: case does, spaces, dashes and invisible characters do not. */
export function plainCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '');
}
