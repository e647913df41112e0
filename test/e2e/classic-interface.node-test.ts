/** The classic script on pages as others write them: the built package, plain pages, a real browser, the sandbox. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { htmlPage, launchBrowser } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

let browser: Browser;
let kit: Site;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let complaints: string[];
let loads: number;

before(async () => {
  kit = await startSite({ files: { at: '/', folder: await builtScript() }, shared: true });
  site = await startSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await Promise.all([kit.close(), site.close()]);
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  loads = 0;
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('framenavigated', () => loads++);
  const user = {
    userName: 'jdoe',
    password: 'correct horse',
    emails: ['jdoe@example.com'],
    phone2fa: '+12025550406',
  };
  sandbox = await site.sandbox({ loginRadius: { users: [user] } });
});
afterEach(() => page.context().close());

const PLACES = '<div id="login-container"></div><div id="account-container"></div>';

/** The one line that takes the place of the original's. */
const line = (): string => `<script src="${kit.url}/mfa-js-interface.classic.js"></script>`;

/** The object that all these pages begin with. */
function makeObject(more = ''): string {
  return `var LRObject = new LoginRadiusV2({
    apiKey: "sandbox-api-key", twoFactorAuthentication: true, ${more}
    apiCustomDomain: "${site.url}${new URL(sandbox.base, site.url).pathname}"
  });
  window.heard = { ok: [], failed: [] };
  function ok(response) { heard.ok.push(response); }
  function failed(errors) { heard.failed.push(errors); }`;
}

const inScript = (code: string): string => `<script>${code}</script>`;

const SHOW_LOGIN = `LRObject.util.ready(function () {
  LRObject.init("login", { container: "login-container", onSuccess: ok, onError: failed });
});`;

async function open(path: string, markup: string, head = line()): Promise<void> {
  await page.goto(site.page(path, htmlPage(markup, head)));
}

async function signIn(): Promise<void> {
  await page.getByLabel('E-mail address or user name').fill('jdoe@example.com');
  await page.getByLabel('Password').fill('correct horse');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('input[autocomplete=one-time-code]:visible').waitFor();
  await page.locator('input[autocomplete=one-time-code]:visible').fill(await sandbox.lastCode());
  await page.getByRole('button', { name: 'Check code' }).click();
}

const settled = (expression: string): Promise<unknown> => page.waitForFunction(expression);

void test('a classic script: the object is there at once, and answers at once', async () => {
  await open(
    '/classic',
    PLACES +
      inScript(`${makeObject()}
        window.early = [
          typeof LRObject.init, LRObject.sessionData.getUid(), LRObject.options.apiKey,
          LRObject.util.getQueryParameterByName("vtoken", "https://a.example/?vtoken=1"),
          LRObject.storage.getBrowserStorage("nothing"), LRObject.documentCookies.hasItem("nothing"),
          LRObject.util.isLocalStorageNameSupported()
        ];
        ${SHOW_LOGIN}`),
  );
  assert.deepEqual(await page.evaluate('early'), [
    'function',
    null,
    'sandbox-api-key',
    '1',
    null,
    false,
    true,
  ]);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(complaints, []);
});

void test('a page whose module does not come is told so, and once', async () => {
  await page.route('**/mfa-js-interface.js', (route) => route.abort());
  await open('/alone', PLACES + inScript(makeObject() + SHOW_LOGIN));
  await settled('heard.failed.length === 1');
  assert.equal(await page.evaluate('heard.failed[0][0].ErrorCode'), 'network');
  assert.equal(complaints.filter((text) => text.includes('belongs beside the classic script')).length, 1);
});
