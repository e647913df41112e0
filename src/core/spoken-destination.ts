/** A masked destination as one says it: the digits at the end of a number, an e-mail address with one `…`. */
export function spokenDestination(masked: string): string {
  if (masked.includes('@')) return masked.replace(/[*•·xX.]{2,}/g, '…');
  return /\d{1,4}(?=\D*$)/.exec(masked.replace(/[\s-]/g, ''))?.[0] ?? '';
}
