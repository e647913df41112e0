/** The samples of docs/server-rendering.md: rendered by a server, hydrated without a word, and then a whole sign-in. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makePage, SERVER_RENDERING_PAGE } from '../../scripts/page-samples.js';
import { builtModules } from '../support/e2e-build.js';
import { htmlPage, inStatus, launchBrowser, requestCode } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';
import { browserScript, litMarkup, reactMarkup, reactScript, sampleOf } from './samples.js';

const VERIFY = '#sign-in-code';

let browser: Browser;
let site: Site;
let sandbox: TestSandbox;
let page: Page;
/** What the page had to complain about. */
let complaints: string[];

before(async () => {
  site = await startSite();
  site.page('/welcome', htmlPage('<p>Welcome</p>'));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  sandbox = await site.sandbox();
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  assert.deepEqual(complaints, []);
});

void it('the page has its samples as they are', async () => {
  assert.equal(await readFile(SERVER_RENDERING_PAGE, 'utf8'), await makePage(SERVER_RENDERING_PAGE));
  assert.equal(await sampleOf('page.ts'), await readFile('examples/server-rendering/page.ts', 'utf8'));
});

/** Types three digits before there is any script; gives what lets the script through. */
async function openEarly(url: string, script: string, ownInput = true): Promise<void> {
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(script, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(url, { waitUntil: 'commit' });
  if (ownInput) await page.locator('#code').fill('123');
  letThrough();
}

async function signIn(ownInput = true): Promise<void> {
  const input = page.locator(`${VERIFY} input`);
  if (ownInput) {
    assert.equal(await input.getAttribute('id'), 'code');
    assert.equal(await input.inputValue(), '123', 'what was typed is kept');
  }
  await requestCode(page, 'Text message', VERIFY);
  assert.equal(await input.count(), 1);
  await input.fill(await sandbox.lastCode());
  await input.press('Enter');
}

void describe('server rendering: the sample for Lit', () => {
  for (const [what, kit] of [
    ['the sources', undefined],
    ['the built package', builtModules],
  ] as const) {
    void it(`is taken over with what is typed in it, and signs in, from ${what}`, async () => {
      const folder = await kit?.();
      site.script('/browser.js', await browserScript(folder));
      const markup = await litMarkup(sandbox.endpoint, folder);
      await openEarly(
        site.page('/lit', htmlPage(`${markup}<script type="module" src="/browser.js"></script>`)),
        '**/browser.js',
      );
      const box = await page.locator(`${VERIFY} [part~=box]`).first().elementHandle();
      await inStatus(page, VERIFY, 'idle');
      assert.equal(await box.evaluate(({ isConnected }) => isConnected), true, 'nothing is rendered anew');
      await signIn();
      await page.waitForURL('**/welcome');
    });
  }

  void it('brings its own styles where a policy has refused those in the markup', async () => {
    site.script('/browser.js', await browserScript());
    const markup = await litMarkup(sandbox.endpoint);
    const url = site.page('/strict', htmlPage(`${markup}<script type="module" src="/browser.js"></script>`), {
      'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
    });
    await page.goto(url);
    await inStatus(page, VERIFY, 'idle');
    const box = page.locator(`${VERIFY} [part~=box]`).first();
    assert.equal(await box.evaluate((element) => getComputedStyle(element).borderTopWidth), '1px');
    assert.ok(complaints.every((text) => text.includes('style-src')));
    complaints = [];
  });
});

void describe('server rendering: the sample for React', { timeout: 120_000 }, () => {
  for (const strict of [false, true]) {
    for (const ownInput of [true, false]) {
      const what = `${ownInput ? 'with' : 'without'} the page’s input${strict ? ', in StrictMode' : ''}`;
      void it(`hydrates without a message, and signs in, ${what}`, async () => {
        site.script('/react.js', await reactScript({ strict, ownInput }));
        const markup = await reactMarkup({ strict, ownInput }, sandbox.endpoint);
        const root = `<div id="root" data-endpoint="${sandbox.endpoint}">${markup}</div>`;
        const url = site.page('/react', htmlPage(`${root}<script type="module" src="/react.js"></script>`));
        await openEarly(url, '**/react.js', ownInput);
        const form = await page.locator('form[action]').elementHandle();
        await inStatus(page, VERIFY, 'idle');
        await signIn(ownInput);
        await inStatus(page, VERIFY, 'verified');
        assert.equal(await page.locator('#root').getAttribute('data-signed-in'), '1');
        assert.equal(await form.evaluate(({ isConnected }) => isConnected), true, 'nothing is rendered anew');
        await page.evaluate(() => (globalThis as unknown as { app: { unmount: () => void } }).app.unmount());
        assert.equal(await page.locator('#root').innerHTML(), '');
      });
    }
  }
});
