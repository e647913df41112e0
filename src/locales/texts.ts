import type { en } from './en.js';
import { formatValue } from './format-value.js';
import type { TextValues } from './text-values.js';

export type { TextValue, TextValues } from './text-values.js';

/** A text that changes with a number: the forms of `Intl.PluralRules` that the language has. */
export type PluralText = {
  /** The name of the number. */
  readonly by: string;
  readonly other: string;
} & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/**
 * One text: a string with `{name}` for each value, the forms of it where it changes with a number, or a function of the
 * values for what neither can say.
 */
export type Text = string | PluralText | ((values: TextValues) => string);

/** The name of a text. */
export type TextKey = keyof typeof en;

/** A whole language: a missing text fails the build. */
export type Translation = Readonly<Record<TextKey, string | PluralText>>;

/** Texts of a page's own, as many as it likes. */
export type Texts = Partial<Record<TextKey, Text>>;

/** Looks a text up, and fills its values in. */
export type TextOf = (key: TextKey, values?: TextValues) => string;

/** Fills the values in, as the language writes them. A name without a value stays as it stands, so that a mistake is seen. */
export function formatText(text: Text, values: TextValues, language = 'en'): string {
  if (typeof text === 'function') return text(values);
  const form = typeof text === 'string' ? text : pluralForm(text, values, language);
  // Most have none, and a page may ask for hundreds at once.
  if (!form.includes('{')) return form;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : formatValue(value, language);
  });
}

function pluralForm(text: PluralText, values: TextValues, language: string): string {
  const count = Number(values[text.by]);
  return text[new Intl.PluralRules(language).select(count)] ?? text.other;
}
