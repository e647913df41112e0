/**
 * The design tokens: tokens/*.json (W3C design tokens) through Style Dictionary, as custom properties for the elements, as
 * a table for people, and as files for design tools.
 */
import prettier from 'prettier';
import StyleDictionary from 'style-dictionary';
import type { DesignToken, TransformedToken } from 'style-dictionary/types';
import { table } from './markdown-table.js';
import { makePage } from './page-samples.js';

export const TOKEN_SHEETS = 'src/styles/tokens.ts';
export const THEMING_PAGE = 'docs/theming.md';
export const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** What a code field needs alone; the other tokens are in a sheet of their own. */
const OF_THE_FIELD =
  /^(color-(text|muted|surface|border|accent|link|focus|danger)|font|font-size-(small|text)|font-weight-strong|radius|border-width|focus-.*|density|space-s|motion)$/;

const REFERENCE = /^\{(.+)\}$/;
const TABLE = /(<!-- tokens -->).*?(<!-- \/tokens -->)/s;

/** What is ours in a token. */
interface Ours {
  /** Another name than its path gives. */
  name?: string;
  /** It follows the density. */
  dense?: boolean;
  /** It follows the size of the text around: what is rem in the file is em in CSS. */
  relative?: boolean;
}

async function read(scheme: Scheme): Promise<TransformedToken[]> {
  const dictionary = new StyleDictionary({
    source: ['tokens/base.tokens.json', `tokens/${scheme}.tokens.json`],
    hooks: { transforms: { 'name/mfa': { type: 'name', transform: nameOf } } },
    platforms: { css: { transforms: ['name/mfa'] } },
    log: { verbosity: 'silent', warnings: 'error' },
  });
  const { allTokens } = await dictionary.getPlatformTokens('css');
  return allTokens;
}

function oursOf(token: DesignToken): Ours {
  return (token.$extensions as Record<string, unknown> | undefined)?.['mfa-elements'] ?? {};
}

function nameOf(token: TransformedToken): string {
  return oursOf(token).name ?? token.path.join('-');
}

/** The name in our own sheets, where all the page's are given their defaults. */
function innerName(name: string): string {
  return `--_${name.replace(/^color-/, '')}`;
}

interface Row {
  readonly token: TransformedToken;
  readonly value: string;
}

/** Each token with its default as CSS has it. */
async function readRows(): Promise<Row[]> {
  const [light, dark] = await Promise.all([read('light'), read('dark')]);
  const names = new Map(light.map((token) => [token.path.join('.'), token.name]));
  const cssOf = (value: unknown): string => {
    const [, path] = typeof value === 'string' ? (REFERENCE.exec(value) ?? []) : [];
    if (path) return `var(${innerName(names.get(path) ?? path)})`;
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'object' && value) return Object.values(value).map(cssOf).join(' ');
    return String(value);
  };
  return light.map((token) => {
    const own = cssOf(token.original.$value);
    const other = cssOf(dark.find(({ name }) => name === token.name)?.original.$value);
    const value = own === other ? own : `light-dark(${own}, ${other})`;
    const { dense, relative } = oursOf(token);
    if (relative) return { token, value: value.replace('rem', 'em') };
    return { token, value: dense ? `calc(${value} * var(--_density))` : value };
  });
}

/** src/styles/tokens.ts. */
export async function makeTokenSheets(): Promise<string> {
  const rows = await readRows();
  const sheet = (isWanted: (name: string) => boolean): string =>
    rows
      .filter(({ token }) => isWanted(token.name))
      .map(({ token: { name }, value }) => `    ${innerName(name)}: var(--mfa-${name}, ${value});`)
      .join('\n');
  return `// Generated from tokens/ by \`npm run docs\`.
import { css } from 'lit';

/**
 * The design tokens that every element needs, with their defaults. \`light-dark()\` follows the page's own \`color-scheme\`. A
 * page sets any \`--mfa-…\` on any ancestor.
 */
export const tokens = css\`
  :host {
${sheet((name) => OF_THE_FIELD.test(name))}
  }
  :host([hidden]) {
    display: none !important;
  }
\`;

/** The others, for whole screens. */
export const screenTokens = css\`
  :host {
${sheet((name) => !OF_THE_FIELD.test(name))}
  }
\`;
`;
}

/** docs/theming.md, with its table. */
export async function makeThemingPage(): Promise<string> {
  const rows = (await readRows()).map(({ token, value }) => [
    `\`--mfa-${token.name}\``,
    `\`${value.replace(/var\(--_density\)/g, 'density').replace(/var\(--_([\w-]+)\)/g, '$1')}\``,
    token.$description ?? '',
  ]);
  const made = table(['Token', 'Default', 'For what'], rows);
  return makePage(THEMING_PAGE, (page) =>
    page.replace(TABLE, (_, start: string, end: string) => `${start}\n\n${made}\n\n${end}`),
  );
}

/** The tokens of one scheme in one file, as design tools import them (Design Tokens Format Module 2025.10). */
export async function makeTokenFile(scheme: Scheme): Promise<string> {
  const tree: Record<string, unknown> = {};
  for (const token of await read(scheme)) {
    let group = tree;
    for (const step of token.path.slice(0, -1)) group = (group[step] ??= {}) as Record<string, unknown>;
    group[token.path.at(-1) ?? ''] = {
      $type: token.$type,
      $value: plain(token.original.$value, token.$type),
      $description: token.$description,
    };
  }
  return prettier.format(JSON.stringify(tree), { parser: 'json' });
}

/** Colours and measures in parts, as the format wants them. References stay. */
function plain(value: unknown, type: string | undefined): unknown {
  if (typeof value === 'object' && value && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part, key)]));
  if (typeof value !== 'string' || REFERENCE.test(value)) return value;
  const measure = /^([\d.]+)(px|rem|ms)$/.exec(value);
  if (measure) return { value: Number(measure[1]), unit: measure[2] };
  if (type !== 'color') return value;
  const components = [1, 3, 5].map(
    (at) => Math.round((parseInt(value.slice(at, at + 2), 16) / 255) * 1e4) / 1e4,
  );
  return { colorSpace: 'srgb', components, alpha: 1, hex: value };
}
