/**
 * The design tokens: every `--mfa-…` that the elements' styles read, with its default. This is the one place that knows
 * where they are written down.
 */
import { buttons } from '../../src/styles/buttons.js';
import { forms } from '../../src/styles/forms.js';
import { tokens } from '../../src/styles/tokens.js';
import { manifestElements } from './manifest.js';

export interface Token {
  readonly name: string;
  /** As CSS, without what it is if the page sets nothing where only the element knows. */
  readonly value: string;
  readonly description: string;
}

/** `--_x: var(--mfa-y, default);`, where a default may hold functions in functions. */
const TOKEN = /(--_[\w-]+):\s*var\(\s*(--mfa-[\w-]+)\s*,\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\s*;/g;

export async function allTokens(): Promise<readonly Token[]> {
  const found = new Map<string, Token>();
  for (const { cssText } of [tokens, buttons, forms])
    for (const [, , name = '', value = ''] of cssText.matchAll(TOKEN))
      found.set(name, { name, value: value.trim(), description: '' });
  for (const { tagName, cssProperties = [] } of await manifestElements())
    for (const { name, description = '', default: value = '' } of cssProperties)
      found.set(name, { name, value, description: `\`<${tagName ?? ''}>\`: ${description}` });
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
