/** Code and key are nowhere that they must not be, after each step of everything that the kit does. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  beginPairing,
  codeField,
  enterCode,
  errorOf,
  flowMarkup,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { LeakWatch } from '../support/e2e-leaks.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

let browser: Browser;
let kit: Site;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let watch: LeakWatch;

before(async () => {
  kit = await startSite({ files: { at: '/', folder: await builtScript() }, shared: true });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await kit.close();
});
beforeEach(async () => {
  site = await startSite();
  kit.visits.length = 0;
  page = await (await browser.newContext()).newPage();
  watch = await LeakWatch.begin(page, [site, kit]);
  sandbox = await site.sandbox({ tellsTimes: true });
  const script = `<script type="module" src="${kit.url}/mfa-elements.js"></script>`;
  await page.goto(site.page('/sign-in', htmlPage(flowMarkup(sandbox.endpoint), script)));
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});

async function clean(step: string, options?: { keyShown: boolean }): Promise<void> {
  assert.deepEqual(await watch.leaks(options), [], step);
}

/** Each code is hidden before it is typed. */
async function checkCode(element: string, code: string, step: string, keyShown = false): Promise<void> {
  watch.hideCode(code);
  await codeField(page, element).pressSequentially(code);
  await clean(`${step}: typed`, { keyShown });
  await part(page, element, 'submit').click();
}

void test('a code that was sent', async () => {
  await requestCode(page, 'Text message');
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await clean('requested');
  await checkCode('#sent', otherCode(code), 'wrong code');
  await errorOf(page, '#sent');
  await clean('wrong code: refused');
  await checkCode('#sent', code, 'right code');
  await inStatus(page, '#sent', 'verified');
  await clean('right code: taken');
});

void test('a code that was sent, and a backend in trouble', async () => {
  await requestCode(page, 'E-mail');
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  for (const [fail, after] of [
    ['server', 'ready'],
    ['failure-200', 'ready'],
    ['wrong-types', 'ready'],
    ['empty', 'ready'],
    ['problem-429', 'ready'],
    // A page to sign in on, in place of an answer: the session is over, and the code with it.
    ['html', 'idle'],
  ] as const) {
    await sandbox.faults({ fail });
    await enterCode(page, '#sent', code);
    await errorOf(page, '#sent');
    await clean(`answer: ${fail}`);
    await page.reload();
    await inStatus(page, '#sent', after);
  }
});

void test('a backend that says the code aloud', async () => {
  await requestCode(page, 'Text message');
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await page.route('**/deviceAuthentications/*', (route) =>
    route.fulfill({
      status: 400,
      json: { code: '10008', message: `otp ${code} is incorrect`, otp: code, traceId: code },
    }),
  );
  await enterCode(page, '#sent', code);
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await clean('the refusal holds the code');
});

void test('an authenticator app', async () => {
  await beginPairing(page, 'My phone');
  const key = await secretOnScreen(page);
  watch.hideKey(key);
  await clean('the QR code is shown', { keyShown: true });
  await page.locator('mfa-totp-enroll summary').click();
  assert.equal(await part(page, 'mfa-totp-enroll', 'secret').innerText(), key, 'the person can read the key');
  await clean('the key is shown', { keyShown: true });
  await part(page, 'mfa-totp-enroll', 'copy').click();
  await part(page, 'mfa-totp-enroll', 'copy-note').waitFor();
  await clean('the key is copied', { keyShown: true });

  const code = await appCode(key, sandbox);
  await checkCode('mfa-totp-enroll', otherCode(code), 'wrong first code', true);
  await errorOf(page, 'mfa-totp-enroll');
  await clean('wrong first code: refused', { keyShown: true });
  await checkCode('mfa-totp-enroll', code, 'right first code', true);
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  await clean('paired: the key is nowhere any more');

  await sandbox.advance(30_000);
  const next = await appCode(key, sandbox);
  await checkCode('#totp', otherCode(next), 'wrong code of the app');
  await errorOf(page, '#totp');
  await clean('wrong code of the app: refused');
  await checkCode('#totp', next, 'right code of the app');
  await inStatus(page, '#totp', 'verified');
  await clean('signed in');
});

void test('an authenticator app that is given up half-way', async () => {
  await beginPairing(page, 'My phone');
  const key = await secretOnScreen(page);
  watch.hideKey(key);
  await codeField(page, 'mfa-totp-enroll').fill('123');
  await page.evaluate(async () => {
    const element = document.querySelector('mfa-totp-enroll')!;
    const parent = element.parentElement!;
    element.remove();
    // Back within the same task would be a move, which changes nothing.
    await new Promise((done) => setTimeout(done));
    parent.append(element);
    await element.updateComplete;
  });
  await part(page, 'mfa-totp-enroll', 'name-input').waitFor();
  await clean('removed and put back: the key is nowhere any more');
  assert.equal(await codeField(page, 'mfa-totp-enroll').inputValue(), '');
});

void test('the walk finds what is planted', async () => {
  watch.hideCode('271828');
  watch.hideKey('JBSWY3DPEHPK3PXP');
  await clean('before');
  const plants: Record<string, (() => unknown)[]> = {
    'attribute title of <button>': [
      () =>
        document
          .querySelector('mfa-otp-request')!
          .shadowRoot!.querySelector('button')!
          .setAttribute('title', 'code 271 828'),
    ],
    title: [() => (document.title = '271828')],
    address: [() => history.replaceState(null, '', '?secret=jbswy3dpehpk3pxp')],
    history: [() => history.pushState({ deep: [{ code: '271828' }] }, '')],
    localStorage: [() => localStorage.setItem('a', '{"code":"271828"}')],
    sessionStorage: [() => sessionStorage.setItem('271828', '')],
    cookies: [() => (document.cookie = 'code=271828')],
    'window.name': [() => (window.name = 'JBSWY3DPEHPK3PXP')],
    IndexedDB: [() => new Promise((done) => (indexedDB.open('271828').onsuccess = done))],
    'event planted': [
      () =>
        new EventTarget().dispatchEvent(new CustomEvent('planted', { detail: { in: [{ code: '271828' }] } })),
    ],
    'console.debug': [() => console.debug(new Error('no', { cause: { secret: 'JBSW Y3DP EHPK 3PXP' } }))],
    'text of the page': [() => document.body.append('J B S W, Y 3 D P, E H P K, 3 P X P')],
    'accessibility tree, button': [
      () => {
        const button = document.createElement('button');
        button.textContent = '2-7-1-8-2-8';
        document.body.append(button);
      },
    ],
    'value of <input id="planted">': [
      () => {
        const input = document.createElement('input');
        input.id = 'planted';
        input.value = '271828';
        document.body.append(input);
      },
    ],
    'request address': [() => fetch('/nowhere?code=271828')],
    'request headers': [() => fetch('/nowhere', { headers: { 'x-code': '271828' } })],
    'request body': [() => fetch('/nowhere', { method: 'POST', body: '{"otp":"271828"}' })],
    'performance entries': [() => performance.mark('271828')],
  };
  for (const [where, [plant]] of Object.entries(plants)) {
    await page.evaluate(plant!);
    const leaks = await watch.leaks();
    assert.ok(
      leaks.some((leak) => leak.endsWith(` in ${where}`)),
      `${where} not among:\n${leaks.join('\n')}`,
    );
  }
  const elsewhere = await startSite();
  await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => undefined), elsewhere.url);
  assert.ok((await watch.leaks()).some((leak) => leak.includes('request to another origin')));
  await elsewhere.close();
});
