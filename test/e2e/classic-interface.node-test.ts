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

void test('a module script', async () => {
  const head = `<script type="module" src="${kit.url}/mfa-js-interface.js"></script>`;
  const code = makeObject()
    .replace('var LRObject', 'window.LRObject')
    .replace('function ok', 'window.ok = ok; function ok');
  await open('/module', `${PLACES}<script type="module">${code}${SHOW_LOGIN}</script>`, head);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(complaints, []);
});

void test('polling for the global, and for options', async () => {
  const code = `var waiting = setInterval(function () {
    if (typeof LoginRadiusV2 === "undefined") return;
    clearInterval(waiting);
    ${makeObject()}
    var options = setInterval(function () {
      if (!LRObject.options || !Object.keys(LRObject.options).length) return;
      clearInterval(options);
      ${SHOW_LOGIN}
    }, 10);
  }, 10);`;
  await open(
    '/polling',
    PLACES + inScript(code),
    `${inScript('')}<script async src="${kit.url}/mfa-js-interface.classic.js"></script>`,
  );
  await signIn();
  assert.deepEqual(complaints, []);
});

void test('two files that share LRObject', async () => {
  const first = site.script('/first.js', makeObject());
  const second = site.script('/second.js', SHOW_LOGIN);
  await open('/two', `${PLACES}<script src="${first}"></script><script src="${second}"></script>`);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(complaints, []);
});

void test('inline onclick', async () => {
  const button = `<button onclick="LRObject.init('login', { container: 'login-container', onSuccess: ok })">Sign in</button>`;
  await open('/onclick', button + PLACES + inScript(makeObject()));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(complaints, []);
});

/** Two pages that lead to each other, as the original's samples have them. */
function twoPages(more: string): void {
  site.page(
    '/account',
    htmlPage(
      PLACES +
        inScript(`${makeObject(more)}
          function away(errors) { failed(errors); location.href = "/login"; }
          if (!LRObject.sessionData.getToken()) location.href = "/login";
          else LRObject.init("createTwoFactorAuthentication",
            { container: "account-container", onSuccess: ok, onError: away });`),
      line(),
    ),
  );
  site.page(
    '/login',
    htmlPage(
      PLACES +
        inScript(`${makeObject(more)}
          if (LRObject.sessionData.getToken()) location.href = "/account";
          LRObject.init("login", { container: "login-container", onError: failed,
            onSuccess: function (response) { if (response.access_token) location.href = "/account"; } });`),
      line(),
    ),
  );
}

for (const storage of ['session', 'local']) {
  void test(`an account page after a redirect, with tokenStorage: ${storage}`, async () => {
    twoPages(`tokenStorage: "${storage}",`);
    await page.goto(`${site.url}/login`);
    await signIn();
    await page.locator('mfa-settings:state(ready)').waitFor();
    const kept = await page.evaluate(() => [!!localStorage.LRTokenKey, !!sessionStorage.LRTokenKey]);
    assert.deepEqual(kept, [storage === 'local', true]);
    assert.deepEqual(complaints, []);
    // A token that the service does not know leads to the login, and stays there.
    await page.evaluate(() => {
      for (const area of [localStorage, sessionStorage]) if (area.LRTokenKey) area.LRTokenKey = 'stale';
    });
    await page.reload();
    await page.waitForURL('**/login');
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    assert.equal(await page.evaluate('LRObject.sessionData.getToken()'), null);
  });
}

void test('an account page after a redirect that has not said where the token is: one line, and no circle', async () => {
  twoPages('');
  await page.goto(`${site.url}/login`);
  await signIn();
  await page.waitForURL('**/account');
  await page.waitForURL('**/login');
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  // The first page, the account, and back.
  assert.equal(loads, 3);
  const lines = complaints.filter((text) => text.includes("tokenStorage: 'session'"));
  assert.equal(lines.length, 3, 'one on each page that asked');
  assert.equal(complaints.length, 3);
});

void test('customInterface beside login: one line says why not, and the login works', async () => {
  const social =
    'LRObject.util.ready(function () { LRObject.customInterface(".social", { templateName: "t" }); });';
  await open('/social', `${PLACES}<div class="social"></div>${inScript(makeObject() + social + SHOW_LOGIN)}`);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.equal(complaints.length, 1);
  assert.match(complaints[0]!, /customInterface does nothing here: social login/);
});

void test('storage in an interval', async () => {
  const poll = `var waiting = setInterval(function () {
    var token = LRObject.storage.getBrowserStorage("LRTokenKey");
    if (!token) return;
    clearInterval(waiting);
    LRObject.init("createTwoFactorAuthentication", { container: "account-container" });
  }, 20);`;
  await open('/interval', PLACES + inScript(makeObject() + SHOW_LOGIN + poll));
  await signIn();
  await page.locator('mfa-settings:state(ready)').waitFor();
  assert.deepEqual(complaints, []);
});

void test('hooks, set before the rest is there', async () => {
  const hooks = `window.told = [];
    LRObject.$hooks.register("startProcess", function (name) { told.push("start " + name); });
    LRObject.$hooks.register("endProcess", function (name) { told.push("end " + name); });
    LRObject.$hooks.call("setButtonsName", { login: "Go" });`;
  await open('/hooks', PLACES + inScript(makeObject() + hooks + SHOW_LOGIN));
  await page.getByLabel('Password').fill('correct horse');
  await page.getByLabel('E-mail address or user name').fill('jdoe@example.com');
  await page.getByRole('button', { name: 'Go' }).click();
  await page.locator('mfa-challenge').waitFor();
  assert.deepEqual(await page.evaluate('told'), ['start login', 'end login']);
  assert.deepEqual(complaints, []);
});

void test('headless api, called at once', async () => {
  const call = `LRObject.api.init();
    LRObject.api.twoFALogin({ emailid: "jdoe@example.com", password: "correct horse" }, ok, failed);`;
  await open('/headless', PLACES + inScript(makeObject() + call));
  await settled('heard.ok.length === 1');
  const code = await sandbox.lastCode();
  await page.evaluate(`LRObject.api.twoFAVerifyOTP({ otp: "${code}" }, ok, failed)`);
  await settled('heard.ok.length === 2 && heard.ok[1].access_token');
  assert.deepEqual(complaints, []);
});

void test('a page whose module does not come is told so, and once', async () => {
  await page.route('**/mfa-js-interface.js', (route) => route.abort());
  await open('/alone', PLACES + inScript(makeObject() + SHOW_LOGIN));
  await settled('heard.failed.length === 1');
  assert.equal(await page.evaluate('heard.failed[0][0].ErrorCode'), 'network');
  assert.equal(complaints.filter((text) => text.includes('belongs beside the classic script')).length, 1);
});
