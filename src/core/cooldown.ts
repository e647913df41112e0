/** How long to wait before another code may be asked for: it grows with each one, up to a limit. */
const LONGEST_COOLDOWN_S = 300;

/**
 * Seconds to wait after the `sends`-th code of a series: the first wait, twice that, four times that, up to five
 * minutes (or the first wait, where that is longer).
 */
export function cooldownSeconds(sends: number, firstSeconds: number): number {
  const doublings = Math.max(0, Math.min(sends - 1, 30));
  return Math.max(firstSeconds, Math.min(firstSeconds * 2 ** doublings, LONGEST_COOLDOWN_S));
}
