import type { TextKey, TextValues } from '../locales/texts.js';

/** A time in words, for ears: "4 minutes 32 seconds". */
export function spokenTime(text: (key: TextKey, values: TextValues) => string, ms: number): string {
  const total = Math.round(ms / 1000);
  return text('spokenTime', { minutes: Math.floor(total / 60), seconds: total % 60 });
}
