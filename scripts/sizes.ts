/**
 * The size budgets, in brotli bytes of a production build. Each screen is built as a page would build it; what its
 * first load needs is counted, lazy chunks are not, unless the screen shows them.
 */
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { minifyTemplates } from './minify-templates.js';

const KB = 1000;

interface Screen {
  name: string;
  budget: number;
  /**
   * Bytes above the budget that are owed, and known. Only ever lowered: a screen that grows past budget and debt fails,
   * and so does one whose debt is larger than it needs to be.
   */
  debt?: number;
  /** What a page with this screen imports. */
  entry: string;
  /** Lazy modules that the screen shows all the same. */
  lazy?: readonly RegExp[];
  /** Bytes of another screen that this one comes on top of. */
  onTopOf?: string;
}

const define = (...tags: string[]): string =>
  tags.map((tag) => `import '/src/define/mfa-${tag}.ts';`).join('');
const CIAM = /backends\/ciam\/index/;
const QRCODE = /qrcode|qr-/;

const SCREENS: readonly Screen[] = [
  { name: 'core, no elements', budget: 4 * KB, entry: `export * from '/src/core/index.ts';` },
  { name: 'mfa-code-input', budget: 9 * KB, entry: define('code-input') },
  {
    name: 'mfa-otp-verify screen',
    budget: 16 * KB,
    debt: 6.7 * KB,
    entry: define('otp-verify'),
    lazy: [CIAM],
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
    debt: 4.3 * KB,
    entry: define('totp-enroll'),
    lazy: [CIAM, QRCODE],
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
  debt: number;
}

export async function measureSizes(): Promise<SizeRow[]> {
  const bytes = new Map<string, number>();
  const rows: SizeRow[] = [];
  for (const screen of SCREENS) {
    const total = await sizeOf(screen);
    bytes.set(screen.name, total);
    const below = screen.onTopOf === undefined ? 0 : (bytes.get(screen.onTopOf) ?? 0);
    rows.push({ name: screen.name, bytes: total - below, budget: screen.budget, debt: screen.debt ?? 0 });
  }
  return rows;
}

async function sizeOf({ entry, lazy = [] }: Screen): Promise<number> {
  const id = 'size-of-screen';
  const [result] = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      minifyTemplates(),
      {
        name: 'screen',
        resolveId: (source) => (source.endsWith(id) ? id : null),
        load: (source) => (source === id ? entry : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: id, formats: ['es'] },
      // As in an app: what an entry and a lazy part share stays in the entry.
      rolldownOptions: { preserveEntrySignatures: 'allow-extension', output: { minify: true } },
    },
  })) as Rolldown.RolldownOutput[];
  const outputs: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = result?.output ?? [];
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const loaded = new Set<Rolldown.OutputChunk>();
  const load = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const name of chunk.imports) load(chunks.find(({ fileName }) => fileName === name));
  };
  load(chunks.find(({ isEntry }) => isEntry));
  for (const chunk of chunks) {
    if (chunk.isDynamicEntry && lazy.some((pattern) => pattern.test(chunk.facadeModuleId ?? ''))) load(chunk);
  }
  return [...loaded].reduce((sum, { code }) => sum + brotliSize(code), 0);
}

function brotliSize(code: string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** How much less debt than noted makes a note stale. */
const SLACK = 0.5 * KB;

if (import.meta.url === `file://${process.argv[1] ?? ''}`) {
  for (const row of await measureSizes()) {
    const { name, bytes, budget, debt } = row;
    console.log(`${name.padEnd(36)} ${inKb(bytes)} of ${inKb(budget)} kB  ${verdictOf(row)}`);
    const debtIsStale = debt > 0 && bytes < budget + debt - SLACK;
    if (bytes > budget + debt || debtIsStale) process.exitCode = 1;
  }
}

function verdictOf({ bytes, budget, debt }: SizeRow): string {
  if (bytes <= budget) return debt > 0 ? 'ok; take its debt out' : 'ok';
  const over = `${inKb(bytes - budget)} kB over budget`;
  if (bytes > budget + debt) return `TOO LARGE, ${over}`;
  return bytes < budget + debt - SLACK ? `${over}; lower its debt` : `${over}, as owed`;
}

function inKb(bytes: number): string {
  return (bytes / KB).toFixed(2).padStart(6);
}
