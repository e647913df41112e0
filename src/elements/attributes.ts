import type { ComplexAttributeConverter } from 'lit';
import { warnOfNumber, warnOfWord } from './warnings.js';

/**
 * A yes-or-no option: absent says nothing (so that a setting further up counts), present says yes, and the text
 * "false" says no, as in the JavaScript interface that these options come from.
 */
export const optionalBoolean: ComplexAttributeConverter<boolean | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : value.trim().toLowerCase() !== 'false'),
};

/** A number that may be absent. What is no number becomes NaN, for the element to warn about. */
export const optionalNumber: ComplexAttributeConverter<number | undefined> = {
  fromAttribute: (value) => (value === null ? undefined : value.trim() === '' ? NaN : Number(value)),
};

/** A text that may be absent: a removed attribute is no setting any more. */
export const optionalText: ComplexAttributeConverter<string | undefined> = {
  fromAttribute: (value) => value ?? undefined,
};

/** Words, separated by spaces or commas; absent says nothing. */
export const optionalWords: ComplexAttributeConverter<readonly string[] | undefined> = {
  fromAttribute: (value) => value?.split(/[\s,]+/).filter(Boolean),
};

/** No wait is longer, in seconds. */
export const DAY_S = 86_400;

/** A number within limits; one warning, and the default, where the page gave something else. */
export function numberWithin(
  host: Element,
  attribute: string,
  value: number | undefined,
  limits: { min: number; max: number; fallback: number },
): number {
  if (value === undefined) return limits.fallback;
  if (value >= limits.min && value <= limits.max) return value;
  warnOfNumber(host, attribute, limits);
  return limits.fallback;
}

/** One of a set of words; one warning, and the default, where the page gave another. */
export function wordOf<Word extends string>(
  host: Element,
  attribute: string,
  value: string | undefined,
  words: readonly Word[],
  fallback: Word,
): Word {
  const word = words.find((candidate) => candidate === value?.trim().toLowerCase());
  if (value !== undefined && word === undefined) warnOfWord(host, attribute, words, fallback);
  return word ?? fallback;
}
