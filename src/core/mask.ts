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
