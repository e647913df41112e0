import { html, nothing, type TemplateResult } from 'lit';
import { clockTime } from '../core/duration.js';
import type { Deadline } from '../core/deadline.js';
import type { TextKey, TextValues } from '../locales/texts.js';
import { spokenTime } from './spoken-time.js';

type TextOf = (key: TextKey, values: TextValues) => string;

/** A wait is read rarely: each half minute. */
export const WAIT_SPOKEN_AT_MS = Array.from({ length: 40 }, (_, index) => (index + 1) * 30_000);

/**
 * How long to wait. The ticks are for eyes; beside them stands the same as one says it, to be found at any time and
 * never read by itself.
 */
export function renderWait(
  text: TextOf,
  key: TextKey,
  until: Deadline | undefined,
): TemplateResult | typeof nothing {
  if (!until) return nothing;
  const { remainingSeconds } = until;
  return html`<p part="wait" class="quiet">
    <span aria-hidden="true">${text(key, { time: clockTime(remainingSeconds) })}</span
    ><span class="visually-hidden">${text(key, { time: spokenTime(text, remainingSeconds * 1000) })}</span>
  </p>`;
}
