import { spokenTime } from '../../locales/text-values.js';
import type { TextOf } from '../../locales/texts.js';

/** From the second wrong code on, the phone's clock is the likely cause. */
const REFUSALS_BEFORE_HINT = 2;
/** A difference below this does no harm. */
const TOLERATED_SKEW_MS = 30_000;

/** Advice on clocks after several refused codes of an authenticator app, with the difference where it is known. */
export function clockHint(text: TextOf, refusals: number, skewMs: number | undefined): string | undefined {
  if (refusals < REFUSALS_BEFORE_HINT) return undefined;
  const hint = text('clockHint');
  if (skewMs === undefined || Math.abs(skewMs) <= TOLERATED_SKEW_MS) return hint;
  const time = spokenTime(Math.abs(skewMs));
  return `${hint} ${text(skewMs < 0 ? 'clockAhead' : 'clockBehind', { time })}`;
}
