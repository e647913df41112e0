/**
 * The design tokens: every `--mfa-…` that a page can set, with its default and what it is for. This is the one place that
 * knows where they are written down.
 */
import { screenTokens, tokens } from '../../src/styles/tokens.js';
import { manifestElements } from './manifest.js';

export interface Token {
  readonly name: string;
  /** As CSS that counts anywhere: other tokens in it are those that a page sets. */
  readonly value: string;
  readonly description: string;
}

/** `--_x: var(--mfa-y, default);` in the sheets, which are made from the files. */
const TOKEN = /(--_[\w-]+): var\(--mfa-([\w-]+), (.*)\);/g;
/** Where both schemes have the same names, one of them will do. */
const FILES = [
  new URL('../../tokens/base.tokens.json', import.meta.url),
  new URL('../../tokens/light.tokens.json', import.meta.url),
];

interface Leaf {
  readonly $value?: unknown;
  readonly $description?: string;
  readonly $extensions?: Readonly<Record<string, { readonly name?: string }>>;
}
type Group = Leaf & Readonly<Record<string, unknown>>;

export async function allTokens(): Promise<readonly Token[]> {
  const descriptions = await describe();
  const found: Token[] = [];
  const outer = new Map<string, string>();
  for (const { cssText } of [tokens, screenTokens])
    for (const [, inner = '', name = '', css = ''] of cssText.matchAll(TOKEN)) {
      const value = css.replace(/var\((--_[\w-]+)\)/g, (_, other: string) => outer.get(other) ?? other);
      outer.set(inner, `var(--mfa-${name}, ${value})`);
      found.push({ name: `--mfa-${name}`, value, description: descriptions.get(name) ?? '' });
    }
  for (const { tagName = '', cssProperties = [] } of await manifestElements())
    for (const { name, description = '', default: value = '' } of cssProperties)
      found.push({ name, value, description: `\`<${tagName}>\`: ${description}` });
  return found;
}

/** What each token is for, by its name. */
async function describe(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const read = (group: Group, path: readonly string[]): void => {
    const { $value, $description = '', $extensions } = group;
    if ($value !== undefined) found.set($extensions?.['mfa-elements']?.name ?? path.join('-'), $description);
    for (const [name, inner] of Object.entries(group))
      if (!name.startsWith('$') && typeof inner === 'object') read(inner as Group, [...path, name]);
  };
  for (const file of FILES) read((await (await fetch(file)).json()) as Group, []);
  return found;
}
