import { html, nothing, type TemplateResult } from 'lit';
import type { Saying } from '../controllers/announcer-controller.js';
import type { Deadline } from '../core/deadline.js';
import { clockTime, spokenTime } from '../locales/text-values.js';
import type { TextKey, TextOf } from '../locales/texts.js';
import { button } from './button.js';
import { icon } from './icons.js';
import type { Part } from './part.js';

/** Time left at which it is said how long something is good. */
export const SPOKEN_AT_MS = [300_000, 60_000, 30_000];
/** A wait is read rarely: each half minute. */
export const WAIT_SPOKEN_AT_MS = Array.from({ length: 40 }, (_, index) => (index + 1) * 30_000);

/**
 * The time left until a deadline. The ticks are for eyes; beside them stands the same as one says it, to be found at any
 * time and never read by itself.
 */
export function renderTimeLeft(text: TextOf, key: TextKey, { remainingSeconds }: Deadline): TemplateResult {
  return html`<span aria-hidden="true">${text(key, { time: clockTime(remainingSeconds) })}</span
    ><span class="visually-hidden">${text(key, { time: spokenTime(remainingSeconds * 1000) })}</span>`;
}

/** Of two countdowns the one that ends next is enough to read. */
export function endsNext(deadline: Deadline, other: Deadline | undefined): boolean {
  return !other || deadline.remainingMs <= other.remainingMs;
}

/** How long to wait before something may be tried again. */
export function renderWait(text: TextOf, until: Deadline | undefined, key: TextKey = 'tryAgainIn'): Part {
  return until
    ? html`<p part="wait hint" class="quiet timer">
        ${icon('clock')}<span>${renderTimeLeft(text, key, until)}</span>
      </p>`
    : nothing;
}

/** Tries again, once the wait is over where there is one. */
export function renderRetry(text: TextOf, until: Deadline | undefined, onClick: () => void): TemplateResult {
  return html`${renderWait(text, until)}
    <div>${button({ part: 'retry', label: text('tryAgain'), onClick, off: until !== undefined })}</div>`;
}

/** What is said of the time that is left; without a key, of a wait that goes on. */
export function saysLeft(text: TextOf, remainingMs: number, key: TextKey = 'tryAgainIn'): Saying {
  return { text: text(key, { time: spokenTime(remainingMs) }) };
}
