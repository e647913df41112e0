/**
 * The size budgets, in brotli bytes of the published package: all that is loaded until the job of a screen is done, the
 * ways on after refusals included. As an app bundles it (esbuild), and by script tag. What is loaded later has a name
 * that a person could say, and is counted here or says why it is apart.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { scriptFiles } from './script-files.js';

const KB = 1000;
const DIST = 'dist';

/** What the package may load later, by the module that is loaded. A module that is not here fails the check. */
const LAZY = {
  ciam: 'backends/ciam/index.js',
  loginradius: 'backends/loginradius/index.js',
  'better-auth': 'backends/better-auth/index.js',
  rest: 'backends/rest/index.js',
  passkey: 'define/mfa-passkey.js',
  'passkey dialog': 'controllers/passkey-dialog.js',
  push: 'define/mfa-push.js',
  'push enrolment': 'define/mfa-push-enroll.js',
  'qr encoder': 'elements/qr-code/qr-drawing.js',
  proof: 'define/mfa-proof.js',
  'phone field': 'define/mfa-phone-input.js',
  challenge: 'define/mfa-challenge.js',
  confirm: 'define/mfa-confirm.js',
  'recovery codes': 'define/mfa-recovery-codes.js',
  'security questions': 'define/mfa-security-questions.js',
  settings: 'define/mfa-settings.js',
} as const;
type Lazy = keyof typeof LAZY;

/** Languages are loaded later as well, by their `lang`: see {@link measureLanguages}. */
const LANGUAGE = /\/locales\/[a-z]{2,3}(-[a-z\d]+)*\.js$/;
/** One more language, in sizes of English. */
const LARGEST_LANGUAGE = 1.6;

interface Job {
  name: string;
  budget: number;
  /** What a page with this screen imports from the package. */
  imports: readonly string[];
  /** What is loaded later until the job is done. */
  later: readonly Lazy[];
  /** Only what is loaded later counts, on top of the page. */
  onTop?: true;
  /** Why the budget is exceeded, where it is and has to be. */
  excess?: { upTo: number; reason: string };
}

/** Why what is over its budget has to be: clear code and whole features come first, as the budgets themselves say. */
const OVER = {
  field:
    'the input in the page’s own DOM: labels from outside, attributes that come back, values that are watched, ' +
    'foreign texts that are refused, what a server has rendered, the language of the page, the tokens of its look, and ' +
    'what it shares with the phone field',
  screen:
    'the field, and 5 kB that compression loses where an app’s bundler cuts files at the elements that are loaded by ' +
    'their tag; and the look of each state: tokens, icons, notices, and parts that reach through whatever is around; ' +
    'what is let go of once it is over; what is said again after a reload, a reset, Back or a clock that was set; and what ' +
    'all elements share, of which one alone does not need everything',
  gateway:
    'what a gateway tells beside its answers, the devices that it remembers, and passkeys; and what a client of a page’s ' +
    'own may answer',
  all:
    'the same, for every element with its flow and its words: passkeys but for their dialog, notifications and ' +
    'confirmations are among them, and where to find each language',
  script:
    'what every backend needs is in the script, so that a page waits for two files; and where to find each language',
} as const;

const define = (...tags: string[]): string[] => tags.map((tag) => `define/mfa-${tag}.js`);

const JOBS: readonly Job[] = [
  {
    name: 'mfa-code-input',
    budget: 11 * KB,
    imports: define('code-input'),
    later: [],
    excess: { upTo: 16.2 * KB, reason: OVER.field },
  },
  {
    name: 'mfa-otp-verify: enter, be refused, ask again, succeed',
    budget: 26 * KB,
    imports: define('otp-verify'),
    later: ['ciam'],
    excess: { upTo: 48.4 * KB, reason: OVER.screen },
  },
  {
    name: '+ mfa-otp-request',
    budget: 29 * KB,
    imports: define('otp-verify', 'otp-request'),
    later: ['ciam'],
    excess: { upTo: 51.6 * KB, reason: OVER.screen },
  },
  {
    name: 'mfa-totp-enroll with QR',
    budget: 34 * KB,
    imports: define('totp-enroll'),
    later: ['ciam', 'qr encoder'],
    excess: { upTo: 55.8 * KB, reason: OVER.screen },
  },
  {
    name: 'all elements, one backend',
    budget: 58 * KB,
    imports: ['define/all.js'],
    later: ['ciam', 'qr encoder', 'proof'],
    excess: { upTo: 114.7 * KB, reason: OVER.all },
  },
  {
    name: 'passkeys, on top: the dialog and its library',
    budget: 4 * KB,
    imports: define('passkey'),
    later: ['passkey dialog'],
    onTop: true,
  },
  {
    name: 'phone numbers, on top: the field, its library and its data',
    budget: 45 * KB,
    imports: define('otp-request'),
    later: ['phone field'],
    onTop: true,
  },
  {
    name: 'notifications, on top of a page that checks codes',
    budget: 9 * KB,
    imports: define('otp-verify'),
    later: ['push'],
    onTop: true,
  },
  {
    name: 'confirmations, on top of a page with the second step',
    budget: 5 * KB,
    imports: define('challenge'),
    later: ['confirm'],
    onTop: true,
  },
  {
    name: 'a flow alone: OtpVerifyFlow and ciam',
    budget: 9 * KB,
    imports: ['flows/otp-verify-flow.js', 'backends/ciam/index.js'],
    later: [],
    excess: { upTo: 10.6 * KB, reason: OVER.gateway },
  },
];

interface ScriptJob {
  name: string;
  budget: number;
  script: string;
  /** At most so many files. */
  files: number;
  /** Why the budget is exceeded, where it is and has to be. */
  excess?: { upTo: number; reason: string };
}

/** Until a code that was sent by SMS is checked: the script, and the backend that the page names. */
export const SCRIPT_JOBS: readonly ScriptJob[] = [
  {
    name: 'script tag, until verified by SMS',
    budget: 39 * KB,
    script: 'mfa-elements',
    files: 3,
    excess: { upTo: 52.9 * KB, reason: OVER.script },
  },
  {
    name: 'script tag, request and verify alone',
    budget: 30 * KB,
    script: 'mfa-otp',
    files: 2,
    excess: { upTo: 45.9 * KB, reason: OVER.script },
  },
];

interface Row {
  name: string;
  bytes: number;
  budget: number;
  files: number;
  note: string;
  failed: boolean;
}

async function measureJob({ name, budget, imports, later, onTop, excess }: Job): Promise<Row> {
  const contents = imports.map((path, at) => `import * as _${at} from './${path}'; use(_${at});`).join('\n');
  const result = await build({
    stdin: { contents: `${contents}\nfunction use(x) { globalThis.used = x; }`, resolveDir: resolve(DIST) },
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    outdir: 'out',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
  });
  const loaded = chunksOf(result.metafile, later);
  if (onTop) for (const before of chunksOf(result.metafile, [])) loaded.delete(before);
  const bytes = result.outputFiles
    .filter(({ path }) => loaded.has(path.slice(path.indexOf('out/'))))
    .reduce((sum, { contents: code }) => sum + brotliSize(code), 0);
  return row(name, bytes, budget, loaded.size, excess);
}

/** The files that are loaded: the entry, what is loaded later on purpose, and what these import. */
function chunksOf({ outputs, inputs }: Metafile, later: readonly Lazy[]): Set<string> {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') load(next);
  };
  const byModule = (module: string): string | undefined =>
    Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(`${DIST}/${module}`))?.[0];
  for (const input of Object.values(inputs))
    for (const { path, kind } of input.imports)
      if (
        kind === 'dynamic-import' &&
        !LANGUAGE.test(path) &&
        !Object.values(LAZY).some((module) => path.endsWith(module))
      )
        throw new Error(`${path} is loaded later, and has no name here`);
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0];
  if (!entry) throw new Error('The build has no entry');
  load(entry);
  for (const name of later) {
    const chunk = byModule(LAZY[name]);
    // What the page imports by itself is in its own file already.
    if (chunk) load(chunk);
    else if (!inputs[`${DIST}/${LAZY[name]}`]) throw new Error(`There is no ${LAZY[name]}`);
  }
  return loaded;
}

async function measureScript({ name, budget, script, files, excess }: ScriptJob): Promise<Row> {
  const folder = join(DIST, 'script');
  const loaded = await scriptFiles(folder, script);
  const sizes = [...loaded].map(async (file) => brotliSize(await readFile(join(folder, file))));
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  const measured = row(name, bytes, budget, loaded.size, excess);
  if (loaded.size <= files) return measured;
  return { ...measured, failed: true, note: `${loaded.size} files, of at most ${files}` };
}

/** The largest language, as one file that an app loads, beside English as the same. */
async function measureLanguages(): Promise<Row> {
  const files = (await readdir(join(DIST, 'script/locales'))).map((file) => file.replace('.js', ''));
  const sizes = await Promise.all(
    files.map(async (tag) => ({ tag, bytes: await languageSize(tag, 'default') })),
  );
  const largest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const budget = LARGEST_LANGUAGE * (await languageSize('en', 'en'));
  return row(`one more language: ${largest.tag}, the largest of ${sizes.length}`, largest.bytes, budget, 1);
}

async function languageSize(tag: string, name: string): Promise<number> {
  const result = await build({
    stdin: {
      contents: `export { ${name} as default } from './locales/${tag}.js'`,
      resolveDir: resolve(DIST),
    },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    charset: 'utf8',
    target: 'es2022',
  });
  return brotliSize(result.outputFiles[0]?.contents ?? new Uint8Array());
}

function row(name: string, bytes: number, budget: number, files: number, excess?: Job['excess']): Row {
  if (bytes <= budget) return { name, bytes, budget, files, note: 'ok', failed: false };
  const over = `${inKb(bytes - budget).trim()} kB over`;
  return excess && bytes <= excess.upTo
    ? { name, bytes, budget, files, note: `${over}: ${excess.reason}`, failed: false }
    : { name, bytes, budget, files, note: `TOO LARGE, ${over}`, failed: true };
}

function brotliSize(code: Uint8Array): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function inKb(bytes: number): string {
  return (bytes / KB).toFixed(2).padStart(6);
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`) {
  if (!existsSync(DIST)) throw new Error('Build the package first: npm run build');
  const rows = [
    ...(await Promise.all(JOBS.map(measureJob))),
    ...(await Promise.all(SCRIPT_JOBS.map(measureScript))),
    await measureLanguages(),
  ];
  for (const { name, bytes, budget, files, note, failed } of rows) {
    const count = `${files} ${files === 1 ? 'file' : 'files'}`;
    console.log(`${name.padEnd(54)} ${inKb(bytes)} of ${inKb(budget)} kB  ${count.padEnd(8)} ${note}`);
    if (failed) process.exitCode = 1;
  }
}
