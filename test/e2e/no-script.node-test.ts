/** The same markup without JavaScript is a plain form that posts; with it, the element checks the code. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { errorOf, htmlPage, inStatus, launchBrowser, requestCode } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

let browser: Browser;
let site: Site;
let sandbox: TestSandbox;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  site.page('/posted', htmlPage('<p>Thank you</p>'));
  sandbox = await site.sandbox();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

async function open(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  const markup = `<mfa-config endpoint="${sandbox.endpoint}">
    <mfa-otp-request for="sent"></mfa-otp-request>
    <form method="post" action="/posted">
      <mfa-otp-verify id="sent">
        <label for="c">Code</label>
        <input id="c" name="code" inputmode="numeric" autocomplete="one-time-code" required>
      </mfa-otp-verify>
      <button id="plain">Go on</button>
    </form>
  </mfa-config>`;
  const script = '<script type="module" src="/kit/mfa-elements.js"></script>';
  site.visits.length = 0;
  await page.goto(site.page('/sign-in', htmlPage(markup, script)));
  return page;
}

const posts = (): string[] =>
  site.visits.filter(({ path }) => path === '/posted').map(({ method, body }) => `${method} ${body}`);

for (const [how, send] of [
  ['Enter', (page: Page) => page.getByLabel('Code').press('Enter')],
  ['its button', (page: Page) => page.getByRole('button', { name: 'Go on' }).click()],
] as const) {
  void test(`without JavaScript the form posts the code by ${how}`, async () => {
    const page = await open(false);
    await page.getByLabel('Code').fill('123456');
    await send(page);
    await page.waitForURL('**/posted');
    assert.deepEqual(posts(), ['POST code=123456']);
    assert.ok(!site.visits.some(({ path }) => path.startsWith('/kit/')));
    await page.context().close();
  });
}

void test('with JavaScript the element checks the code, and Enter posts nothing', async () => {
  const page = await open(true);
  await requestCode(page, 'Text message');
  const field = page.getByLabel('Code', { exact: true });
  await field.fill(await sandbox.wrongCode());
  await field.press('Enter');
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  assert.equal(await field.getAttribute('id'), 'c', 'it is the page’s own input');
  await field.fill(await sandbox.lastCode());
  await field.press('Enter');
  await inStatus(page, '#sent', 'verified');
  assert.deepEqual(posts(), []);
  assert.ok(page.url().endsWith('/sign-in'));

  // The form itself is whole: the page's own button posts it, the code field empty again.
  await page.locator('#c').evaluate((input) => input.removeAttribute('required'));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('**/posted');
  assert.match(posts().join(), /^POST (code=)?$/);
  await page.context().close();
});
