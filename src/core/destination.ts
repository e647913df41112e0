/**
 * A phone number in E.164 form (`+` and 7 to 15 digits) from what a person typed: spaces, dashes, dots, slashes and
 * brackets are forgiven, `00` counts as `+`, the `(0)` of those who dial at home goes. Nothing where it is no
 * international number.
 */
export function parsePhone(text: string): string | undefined {
  const compact = text
    .replace(/\(0\)/, '')
    .replace(/[\s\u00a0\u2010-\u2015().\-/\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
  const number = compact.replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** An e-mail address without the spaces around it, or nothing where it cannot be one. */
export function parseEmail(text: string): string | undefined {
  const address = text.trim();
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address) ? address : undefined;
}

/**
 * Hides most of a phone number or e-mail address: the last four digits stay, or the first character and the domain.
 * Of a short number at most half stays.
 */
export function maskDestination(destination: string): string {
  const at = destination.lastIndexOf('@');
  if (at >= 0) return `${destination.slice(0, Math.min(at, 1))}***${destination.slice(at)}`;
  const digits = destination.replace(/\D/g, '');
  const shown = Math.min(4, digits.length >> 1);
  return '*'.repeat(digits.length - shown) + digits.slice(digits.length - shown);
}

/**
 * A masked destination as one says it: the digits at the end of a number, an e-mail address with one `…`, joined to what
 * comes after it: a line may end there otherwise.
 */
export function spokenDestination(masked: string): string {
  if (masked.includes('@')) return masked.replace(/[*•·xX.]{2,}/g, '…\u2060');
  return /\d{1,4}(?=\D*$)/.exec(masked.replace(/[\s-]/g, ''))?.[0] ?? '';
}
