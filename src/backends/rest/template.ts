/** Fills the placeholders of a description. Pure. */
import type { Json } from './description.js';

export type Values = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{(\w+)(\??)\}/g;

/** The names of the placeholders in a template, or in a whole call. */
export function placeholders(template: unknown): string[] {
  return matches(template).map(([, name = '']) => name);
}

/** The same, without those that may have no value: `{name?}`. */
export function neededPlaceholders(template: unknown): string[] {
  return matches(template).flatMap(([, name = '', mayMiss]) => (mayMiss ? [] : name));
}

function matches(template: unknown): RegExpExecArray[] {
  return [...JSON.stringify([template]).matchAll(PLACEHOLDER)];
}

/**
 * A template with its values. Texts that miss one are left out: of an object with their name, of a list with their
 * place.
 */
export function fill(template: Json | undefined, values: Values): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return template.map((one: Json) => fill(one, values)).filter(isThere);
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template)
      .map(([name, one]) => [name, fill(one, values)])
      .filter(([, value]) => isThere(value)),
  );
}

function fillText(text: string, values: Values): unknown {
  const names = placeholders(text);
  if (!names.every((name) => isThere(values[name]))) return undefined;
  if (/^\{\w+\??\}$/.test(text)) return values[names[0] ?? ''];
  return text.replace(PLACEHOLDER, (_, name: string) => String(values[name]));
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== '';
}

/** Whether the condition of a step holds: `name` has a value, or `name=value` this very one. */
export function holds(condition: string, values: Values): boolean {
  const [name = '', wanted] = conditionParts(condition);
  return wanted === undefined ? isThere(values[name]) : String(values[name]) === wanted;
}

/** A condition's name, and its value where it has one. */
export function conditionParts(condition: string): readonly string[] {
  return /^(\w+)(?:=(.+))?$/.exec(condition)?.slice(1) ?? [];
}
