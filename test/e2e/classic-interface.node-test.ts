/** The classic script on pages as others write them: the built package, plain pages, a real browser, the sandbox. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { htmlPage } from '../support/e2e-browser.js';
import { apiOf, enterCode, logIn } from '../support/e2e-js-interface.js';
import { loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { scriptRoom } from '../support/e2e-script-room.js';
import type { TestSandbox } from '../support/sandbox.js';

const room = scriptRoom();
let sandbox: TestSandbox;
let loads: number;

beforeEach(async () => {
  loads = 0;
  room.page.on('framenavigated', () => loads++);
  sandbox = await loginRadiusSandbox(room.site);
});

const PLACES = '<div id="login-container"></div><div id="account-container"></div>';

/** The one line that takes the place of the original's. */
const line = (): string => `<script src="${room.kit.url}/mfa-js-interface.classic.js"></script>`;

/** The object that all these pages begin with. */
function makeObject(more = ''): string {
  return `var LRObject = new LoginRadiusV2({
    apiKey: "sandbox-api-key", twoFactorAuthentication: true, ${more}
    apiCustomDomain: "${apiOf(room.site, sandbox)}"
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
  await room.page.goto(room.site.page(path, htmlPage(markup, head)));
}

async function signIn(): Promise<void> {
  await logIn(room.page);
  await room.page.locator('input[autocomplete=one-time-code]:visible').waitFor();
  await enterCode(room.page, await sandbox.lastCode());
}

const settled = (expression: string): Promise<unknown> => room.page.waitForFunction(expression);

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
  assert.deepEqual(await room.page.evaluate('early'), [
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
  assert.deepEqual(room.complaints, []);
});

void test('a module script', async () => {
  const head = `<script type="module" src="${room.kit.url}/mfa-js-interface.js"></script>`;
  const code = makeObject()
    .replace('var LRObject', 'window.LRObject')
    .replace('function ok', 'window.ok = ok; function ok');
  await open('/module', `${PLACES}<script type="module">${code}${SHOW_LOGIN}</script>`, head);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(room.complaints, []);
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
    `${inScript('')}<script async src="${room.kit.url}/mfa-js-interface.classic.js"></script>`,
  );
  await signIn();
  assert.deepEqual(room.complaints, []);
});

void test('two files that share LRObject', async () => {
  const first = room.site.script('/first.js', makeObject());
  const second = room.site.script('/second.js', SHOW_LOGIN);
  await open('/two', `${PLACES}<script src="${first}"></script><script src="${second}"></script>`);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(room.complaints, []);
});

void test('inline onclick', async () => {
  const button = `<button onclick="LRObject.init('login', { container: 'login-container', onSuccess: ok })">Sign in</button>`;
  await open('/onclick', button + PLACES + inScript(makeObject()));
  await room.page.getByRole('button', { name: 'Sign in' }).click();
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.deepEqual(room.complaints, []);
});

/** Two pages that lead to each other, as the original's samples have them. */
function twoPages(more: string): void {
  room.site.page(
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
  room.site.page(
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
    await room.page.goto(`${room.site.url}/login`);
    await signIn();
    await room.page.locator('mfa-settings:state(ready)').waitFor();
    const kept = await room.page.evaluate(() => [!!localStorage.LRTokenKey, !!sessionStorage.LRTokenKey]);
    assert.deepEqual(kept, [storage === 'local', true]);
    assert.deepEqual(room.complaints, []);
    // A token that the service does not know leads to the login, and stays there.
    await room.page.evaluate(() => {
      for (const area of [localStorage, sessionStorage]) if (area.LRTokenKey) area.LRTokenKey = 'stale';
    });
    await room.page.reload();
    await room.page.waitForURL('**/login');
    await room.page.getByRole('button', { name: 'Log in' }).waitFor();
    assert.equal(await room.page.evaluate('LRObject.sessionData.getToken()'), null);
  });
}

void test('an account page after a redirect that has not said where the token is: one line, and no circle', async () => {
  twoPages('');
  await room.page.goto(`${room.site.url}/login`);
  await signIn();
  await room.page.waitForURL('**/account');
  await room.page.waitForURL('**/login');
  await room.page.getByRole('button', { name: 'Log in' }).waitFor();
  // The first room.page, the account, and back.
  assert.equal(loads, 3);
  const lines = room.complaints.filter((text) => text.includes("tokenStorage: 'session'"));
  assert.equal(lines.length, 3, 'one on each page that asked');
  assert.equal(room.complaints.length, 3);
});

void test('customInterface beside login: one line says why not, and the login works', async () => {
  const social =
    'LRObject.util.ready(function () { LRObject.customInterface(".social", { templateName: "t" }); });';
  await open('/social', `${PLACES}<div class="social"></div>${inScript(makeObject() + social + SHOW_LOGIN)}`);
  await signIn();
  await settled('heard.ok.some((response) => response.access_token)');
  assert.equal(room.complaints.length, 1);
  assert.match(room.complaints[0]!, /customInterface does nothing here: social login/);
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
  await room.page.locator('mfa-settings:state(ready)').waitFor();
  assert.deepEqual(room.complaints, []);
});

void test('hooks, set before the rest is there', async () => {
  const hooks = `window.told = [];
    LRObject.$hooks.register("startProcess", function (name) { told.push("start " + name); });
    LRObject.$hooks.register("endProcess", function (name) { told.push("end " + name); });
    LRObject.$hooks.call("setButtonsName", { login: "Go" });`;
  await open('/hooks', PLACES + inScript(makeObject() + hooks + SHOW_LOGIN));
  await room.page.getByLabel('Password').fill('correct horse');
  await room.page.getByLabel('E-mail address or user name').fill('jdoe@example.com');
  await room.page.getByRole('button', { name: 'Go' }).click();
  await room.page.locator('mfa-challenge').waitFor();
  assert.deepEqual(await room.page.evaluate('told'), ['start login', 'end login']);
  assert.deepEqual(room.complaints, []);
});

void test('headless api, called at once', async () => {
  const call = `LRObject.api.init();
    LRObject.api.twoFALogin({ emailid: "jdoe@example.com", password: "correct horse" }, ok, failed);`;
  await open('/headless', PLACES + inScript(makeObject() + call));
  await settled('heard.ok.length === 1');
  const code = await sandbox.lastCode();
  await room.page.evaluate(`LRObject.api.twoFAVerifyOTP({ otp: "${code}" }, ok, failed)`);
  await settled('heard.ok.length === 2 && heard.ok[1].access_token');
  assert.deepEqual(room.complaints, []);
});

void test('a page whose module does not come is told so, and once', async () => {
  await room.page.route('**/mfa-js-interface.js', (route) => route.abort());
  await open('/alone', PLACES + inScript(makeObject() + SHOW_LOGIN));
  await settled('heard.failed.length === 1');
  assert.equal(await room.page.evaluate('heard.failed[0][0].ErrorCode'), 'network');
  assert.equal(
    room.complaints.filter((text) => text.includes('belongs beside the classic script')).length,
    1,
  );
});
