import { readFileSync } from 'node:fs';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The one sample of the README that has this text in it. */
export function readmeBlock(text: string): string {
  const blocks = [...README.matchAll(/```[jt]sx?\n(.*?)```/gs)].map(([, code = '']) => code);
  const [found, ...others] = blocks.filter((code) => code.includes(text));
  if (found === undefined || others.length > 0) throw new Error(`The README has not one sample with ${text}`);
  return found;
}
