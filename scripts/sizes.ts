/**
 * The size budgets, in brotli bytes of a production build. Each screen is built as a page would build it; what its
 * first load needs is counted, lazy chunks are not, unless the screen shows them.
 */
import { brotliCompressSync, constants } from 'node:zlib';
import type { Rolldown } from 'vite';
import { buildScreen } from './build-screen.js';
import { leanQrcode } from './lean-qrcode.js';

const KB = 1000;

interface Screen {
  name: string;
  budget: number;
  /** What a page with this screen imports. */
  entry: string;
  /** Lazy modules that the screen shows all the same. */
  lazy?: readonly RegExp[];
  /** Bytes of another screen that this one comes on top of. */
  onTopOf?: string;
  /** What is loaded besides once somebody acts, and all goes well. Shown, and in no budget. */
  later?: readonly RegExp[];
}

const define = (...tags: string[]): string =>
  tags.map((tag) => `import '/src/define/mfa-${tag}.ts';`).join('');
const CIAM = /backends\/ciam\/index/;
const TYPING = /code-input\/late\/index/;
const WORDS = /locales\/en\/late/;
const QRCODE = /qrcode|qr-/;

const SCREENS: readonly Screen[] = [
  { name: 'core, no elements', budget: 4 * KB, entry: `export * from '/src/core/index.ts';` },
  { name: 'mfa-code-input', budget: 9 * KB, entry: define('code-input') },
  {
    name: 'mfa-otp-verify screen',
    budget: 16 * KB,
    entry: define('otp-verify'),
    lazy: [CIAM],
    later: [TYPING, WORDS, /otp-verify\/late\/index/, /ciam\/otp-calls/],
  },
  {
    name: 'mfa-otp-request, on top of verify',
    budget: 4 * KB,
    entry: define('otp-verify', 'otp-request'),
    lazy: [CIAM],
    onTopOf: 'mfa-otp-verify screen',
  },
  {
    name: 'mfa-totp-enroll screen, with QR',
    budget: 22 * KB,
    entry: define('totp-enroll'),
    lazy: [CIAM, QRCODE],
    later: [TYPING, WORDS, /totp-enroll\/late\/index/, /ciam\/device-calls/],
  },
  {
    name: 'script tag, before anyone acts',
    budget: 30 * KB,
    entry: `export * from '/src/define/script-tag.ts';`,
  },
];

export interface SizeRow {
  name: string;
  bytes: number;
  budget: number;
  /** Bytes that follow once somebody acts. */
  later: number;
}

export async function measureSizes(): Promise<SizeRow[]> {
  const bytes = new Map<string, number>();
  const rows: SizeRow[] = [];
  for (const screen of SCREENS) {
    const { first, later } = await sizeOf(screen);
    bytes.set(screen.name, first);
    const below = screen.onTopOf === undefined ? 0 : (bytes.get(screen.onTopOf) ?? 0);
    rows.push({ name: screen.name, bytes: first - below, budget: screen.budget, later });
  }
  return rows;
}

async function sizeOf({ entry, lazy = [], later = [] }: Screen): Promise<{ first: number; later: number }> {
  const chunks = await buildScreen(entry, [leanQrcode()]);
  const loaded = new Set<Rolldown.OutputChunk>();
  const load = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const name of chunk.imports) load(chunks.find(({ fileName }) => fileName === name));
  };
  const loadLazy = (patterns: readonly RegExp[]): void => {
    for (const pattern of patterns) {
      const found = chunks.find((chunk) => chunk.isDynamicEntry && pattern.test(chunk.facadeModuleId ?? ''));
      if (!found) throw new Error(`There is no chunk ${pattern.source}`);
      load(found);
    }
  };
  load(chunks[0]);
  loadLazy(lazy);
  const first = sizeOfAll(loaded);
  loadLazy(later);
  return { first, later: sizeOfAll(loaded) - first };
}

function sizeOfAll(chunks: Iterable<Rolldown.OutputChunk>): number {
  return [...chunks].reduce((sum, { code }) => sum + brotliSize(code), 0);
}

function brotliSize(code: string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`) {
  for (const { name, bytes, budget, later } of await measureSizes()) {
    const verdict = bytes > budget ? `TOO LARGE, ${inKb(bytes - budget)} kB over` : 'ok';
    const more = later > 0 ? `; ${inKb(later).trim()} kB more once somebody acts` : '';
    console.log(`${name.padEnd(36)} ${inKb(bytes)} of ${inKb(budget)} kB  ${verdict}${more}`);
    if (bytes > budget) process.exitCode = 1;
  }
}

function inKb(bytes: number): string {
  return (bytes / KB).toFixed(2).padStart(6);
}
