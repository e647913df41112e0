/** Every module of the built package can be imported where there is no browser: on a server, in a worker, in a test. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { builtModules } from '../support/e2e-build.js';

let folder: string;
let modules: string[];

before(async () => {
  folder = await builtModules();
  const files = await readdir(folder, { recursive: true });
  // The builds for script tags are for pages alone.
  modules = files.filter((file) => file.endsWith('.js') && !file.startsWith('script/')).sort();
});

/** Runs a script in a Node of its own, without any loader. */
async function inNode(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return stdout.trim();
}

/** Each import by itself, so that one that fails does not hide behind another. */
const IMPORT_EACH = `
  const failed = [];
  for (const file of files) {
    await import(file).catch((error) => failed.push(file + ': ' + error));
  }
  console.log(JSON.stringify(failed));
`;

async function failures(files: string[], first = ''): Promise<unknown> {
  const addresses = files.map((file) => join(folder, file));
  return JSON.parse(await inNode(`const files = ${JSON.stringify(addresses)}; ${first} ${IMPORT_EACH}`));
}

void test('the package has modules', () => {
  assert.ok(modules.length > 80, `${modules.length} modules`);
  for (const entry of ['index', 'core/index', 'backends/ciam/index', 'sandbox/index', 'define/all']) {
    assert.ok(modules.includes(`${entry}.js`), entry);
  }
});

void test('each module can be imported', async () => {
  assert.deepEqual(await failures(modules), []);
});

void test('a module that needs a browser would be noticed', async () => {
  const failed = await failures(['index.js'], "files.push('data:text/javascript,document.title');");
  assert.equal((failed as string[]).length, 1);
});

/** Lit's own import asks whether there is an element class; nothing of ours may ask for more. */
const NO_REGISTRY = `
  const complaint = () => { throw new Error('the registry was touched'); };
  globalThis.customElements = new Proxy({}, { get: complaint, set: complaint, has: complaint });
`;

void test('only the modules that define elements touch the registry', async () => {
  const classes = modules.filter((file) => !/^define\/|\/script-tag\.js$/.test(file));
  assert.deepEqual(await failures(classes, NO_REGISTRY), []);
  const define = await failures(['define/mfa-config.js'], NO_REGISTRY);
  assert.match(String(define), /the registry was touched/);
});

void test('the index leaves no trace', async () => {
  const index = JSON.stringify(join(folder, 'index.js'));
  const added = await inNode(`
    const { LitElement } = await import(${JSON.stringify(join(folder, 'elements/mfa-element.js'))});
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    await import(${index});
    console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))));
  `);
  assert.equal(added, '[]');
});
