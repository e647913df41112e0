import type { en } from './en.js';
import type { TextValues } from './text-values.js';

export type { TextValues } from './text-values.js';

/** One text: a string with `{name}` for each value, or a function where words change with a number. */
export type Text = string | ((values: TextValues) => string);

/** The name of a text. */
export type TextKey = keyof typeof en;

/** A whole language: a missing text fails the build. */
export type Translation = Record<TextKey, Text>;

/** Texts of a page's own, as many as it likes. */
export type Texts = Partial<Translation>;

/** Fills the values in. A name without a value stays as it stands, so that a mistake is seen. */
export function formatText(text: Text, values: TextValues): string {
  if (typeof text === 'function') return text(values);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
