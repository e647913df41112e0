/** The languages that there are, by their files, as Node's tests read them. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Translation } from '../../src/locales/texts.js';

const FOLDER = new URL('../../src/locales/', import.meta.url);
const TAG = /^([a-z]{2,3}(?:-[a-z\d]+)*)\.ts$/;

/** By file: `pt-br.ts` is `pt-br`. English, their measure, is not among them. */
export const languages: readonly string[] = readdirSync(fileURLToPath(FOLDER))
  .flatMap((file) => TAG.exec(file)?.[1] ?? [])
  .filter((tag) => tag !== 'en')
  .sort();

export async function translationOf(tag: string): Promise<Translation> {
  const module = (await import(new URL(`${tag}.ts`, FOLDER).href)) as { default: Translation };
  return module.default;
}

/** What may stand on the screen for a text: the text itself, or each of its forms by name. */
export function formsOf(
  text: Translation[keyof Translation],
): readonly (readonly [form: string, words: string])[] {
  if (typeof text === 'string') return [['', text]];
  return Object.entries(text).filter(([form]) => form !== 'by');
}
