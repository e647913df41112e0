import { isPlainEnglish } from './plain-english.js';
import type { TextValue } from './text-values.js';

const MINUTE = ['minute', 60_000] as const;
/** The largest first. */
const UNITS = [['day', 86_400_000], ['hour', 3_600_000], MINUTE] as const;
const RTL_SCRIPTS = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'];
const RTL_LETTERS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Around what has a direction of its own, as `<bdi>` does in markup. */
const [ISOLATE, POP] = ['\u2068', '\u2069'];

/** The writing direction of a language. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  if (isPlainEnglish(language)) return 'ltr';
  try {
    return RTL_SCRIPTS.includes(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** A value as a language writes it. What comes from outside is kept from mixing with the text around it. */
export function formatValue(value: TextValue, language: string): string {
  if (typeof value === 'number') return inDigits(value, language);
  if (typeof value === 'string') return isolated(value, language);
  if ('day' in value) {
    const style: Intl.DateTimeFormatOptions = { dateStyle: 'long' };
    if (value.withTime) style.timeStyle = 'short';
    return new Intl.DateTimeFormat(language, style).format(value.day);
  }
  if (value.as === 'round') return inRoundWords(value.duration, language);
  const seconds = Math.round(value.duration / 1000);
  return value.as === 'clock' ? isolated(onClock(seconds, language), language) : inWords(seconds, language);
}

function inDigits(value: number, language: string): string {
  if (value < 1000 && isPlainEnglish(language)) return String(value);
  return new Intl.NumberFormat(language).format(value);
}

/** Whole seconds as on a clock: `4:32`, `1:04:32`. */
function onClock(seconds: number, language: string): string {
  const hours = Math.floor(seconds / 3600);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  return (hours > 0 ? [hours, ...parts] : parts)
    .map((part, at) => (at > 0 && part < 10 ? inDigits(0, language) : '') + inDigits(part, language))
    .join(':');
}

/** In minutes and seconds, which every engine knows how to say; not every one knows `Intl.DurationFormat`. */
function inWords(seconds: number, language: string): string {
  const parts: [unit: string, count: number][] = [
    ['minute', Math.floor(seconds / 60)],
    ['second', seconds % 60],
  ];
  const said = parts.filter(([unit, count]) => count > 0 || (unit === 'second' && seconds === 0));
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(
    said.map(([unit, count]) => inUnit(count, unit, language)),
  );
}

function inRoundWords(ms: number, language: string): string {
  const [unit, unitMs] = UNITS.find(([, each]) => ms === each || ms >= 2 * each) ?? MINUTE;
  return inUnit(Math.max(1, Math.floor(ms / unitMs)), unit, language);
}

function inUnit(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function isolated(value: string, language: string): string {
  const isMixed = directionOf(language) === 'rtl' || RTL_LETTERS.test(value);
  return isMixed && value ? `${ISOLATE}${value}${POP}` : value;
}
