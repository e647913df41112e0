/** Two kits or two backends on one page do not meet, and an element that is removed stops at once. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  beginPairing,
  codeField,
  enterCode,
  errorOf,
  htmlPage,
  inStatus,
  launchBrowser,
  part,
  requestCode,
} from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import { countTimers, pendingTimers } from '../support/e2e-timers.js';

let browser: Browser;
let kits: Site[];
let site: Site;
let page: Page;
let complaints: string[];

before(async () => {
  const files = { at: '/', folder: await builtScript() };
  kits = await Promise.all([1, 2].map(() => startSite({ files, shared: true })));
  site = await startSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await Promise.all([...kits, site].map((one) => one.close()));
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => page.context().close());

const script = (kit: Site): string => `<script type="module" src="${kit.url}/mfa-elements.js"></script>`;

function open(markup: string, ...from: Site[]): Promise<unknown> {
  return page.goto(site.page('/page', htmlPage(markup, from.map(script).join(''))));
}

void test('two copies of the kit on one page', async () => {
  const sandbox = await site.sandbox();
  await open(
    `<mfa-config endpoint="${sandbox.endpoint}">
      <mfa-otp-request for="sent"></mfa-otp-request><mfa-otp-verify id="sent"></mfa-otp-verify>
    </mfa-config>`,
    ...kits,
  );
  // Each has its own registry of backends, and errors that the other knows by their shape.
  const known = await page.evaluate(
    async (addresses) => {
      const copies = (await Promise.all(addresses.map((address) => import(address)))) as {
        MfaError: new (code: string) => Error;
        isMfaError: (error: unknown) => boolean;
      }[];
      const [one, other] = [copies[0]!, copies[1]!];
      return { same: one.MfaError === other.MfaError, known: one.isMfaError(new other.MfaError('locked')) };
    },
    kits.map(({ url }) => `${url}/mfa-elements.js`),
  );
  assert.deepEqual(known, { same: false, known: true });
  for (const { visits } of kits) assert.ok(visits.some(({ path }) => path === '/mfa-elements.js'));
  await requestCode(page, 'Text message');
  await enterCode(page, '#sent', await sandbox.lastCode());
  await inStatus(page, '#sent', 'verified');
  assert.deepEqual(complaints, []);
});

void test('two backends on one page', async () => {
  const [left, right] = [await site.sandbox(), await site.sandbox()];
  const flow = (id: string, endpoint: string): string =>
    `<mfa-config id="${id}" endpoint="${endpoint}">
      <mfa-otp-request for="${id}-code"></mfa-otp-request><mfa-otp-verify id="${id}-code"></mfa-otp-verify>
    </mfa-config>`;
  await open(flow('left', left.endpoint) + flow('right', right.endpoint), kits[0]!);
  for (const id of ['left', 'right']) {
    await page.locator(`#${id} mfa-otp-request`).getByLabel('Text message').check();
    await part(page, `#${id} mfa-otp-request`, 'submit').click();
    await inStatus(page, `#${id}-code`, 'ready');
    const sent = [(await left.outbox()).length, (await right.outbox()).length];
    assert.deepEqual(sent, id === 'left' ? [1, 0] : [1, 1]);
  }
  const keys = await page.evaluate(() => Object.keys(sessionStorage).sort());
  // Asking and checking share one record.
  assert.equal(keys.length, 2, keys.join('\n'));
  assert.equal(keys.filter((key) => key.includes(left.endpoint)).length, 1);
  assert.equal(keys.filter((key) => key.includes(right.endpoint)).length, 1);

  // Each takes up its own challenge again, and only its own code is right.
  await page.reload();
  await inStatus(page, '#left-code', 'ready');
  await inStatus(page, '#right-code', 'ready');
  const [leftCode, rightCode] = [await left.lastCode(), await right.lastCode()];
  assert.notEqual(leftCode, rightCode);
  await enterCode(page, '#left-code', rightCode);
  assert.match(await errorOf(page, '#left-code'), /^That code is not right/);
  await enterCode(page, '#left-code', leftCode);
  await inStatus(page, '#left-code', 'verified');
  assert.equal(await page.locator('#right-code:state(ready)').count(), 1);
  assert.equal(await codeField(page, '#right-code').inputValue(), '');
  await enterCode(page, '#right-code', rightCode);
  await inStatus(page, '#right-code', 'verified');
  const checks = async (sandbox: typeof left): Promise<number> =>
    (await sandbox.requests()).filter(({ path }) => /deviceAuthentications\/./.test(path)).length;
  assert.deepEqual([await checks(left), await checks(right)], [2, 1]);
});

for (const { element, ready, call, path } of [
  {
    element: 'mfa-otp-request',
    ready: () => part(page, 'mfa-otp-request', 'submit').waitFor(),
    path: /\/deviceAuthentications$/,
    call: () => part(page, 'mfa-otp-request', 'submit').click(),
  },
  {
    element: 'mfa-otp-verify',
    ready: async () => {
      await page.locator('mfa-otp-verify').evaluate((verify) => {
        Object.assign(verify, { challenge: { id: 'x', channel: 'sms' } });
      });
      await inStatus(page, 'mfa-otp-verify', 'ready');
    },
    path: /\/deviceAuthentications\/./,
    call: () => enterCode(page, 'mfa-otp-verify', '123456'),
  },
  {
    element: 'mfa-totp-enroll',
    ready: () => beginPairing(page, 'My phone'),
    path: /\/mfadevices\/./,
    call: () => enterCode(page, 'mfa-totp-enroll', '123456'),
  },
]) {
  void test(`${element} is removed while its call is under way`, async () => {
    const sandbox = await site.sandbox();
    await countTimers(page);
    await open(`<${element} endpoint="${sandbox.endpoint}"></${element}>`, kits[0]!);
    await ready();
    await page.evaluate(() => {
      const events: string[] = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) {
        if (/failed|sent|verified|enrolled/.test(event.type)) events.push(event.type);
        return dispatch.call(this, event);
      };
      Object.assign(window, { events });
    });
    await sandbox.faults({ fail: 'never' });
    const before = await pendingTimers(page);
    await call();
    const asked = await site.visit(
      (visit) => visit.path.startsWith(new URL(sandbox.base).pathname) && path.test(visit.path),
    );
    assert.equal(await pendingTimers(page), before + 1, 'the call has a time limit');
    await page.locator(element).evaluate((found) => found.remove());
    await asked.hungUp;
    assert.equal(await pendingTimers(page), 0);
    assert.deepEqual(await page.evaluate(() => (window as unknown as { events: string[] }).events), []);
    const failures = complaints.filter((text) => !text.includes('Failed to load resource'));
    assert.deepEqual(failures, []);
  });
}
