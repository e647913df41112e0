/** The same markup without JavaScript is a plain form that posts; with it, the element checks the code. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { html } from 'lit';
import type { Browser, Page } from 'playwright-core';
import { renderedMarkup } from '../server-rendering/rendered-page.js';
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

const RENDERED = {
  'mfa-code-input': html`<mfa-code-input>
    <label for="c">Code</label><input id="c" name="code" required />
  </mfa-code-input>`,
  'mfa-otp-verify': html`<mfa-otp-verify>
    <label for="c">Code</label><input id="c" name="code" required />
  </mfa-otp-verify>`,
  'mfa-otp-verify for an app': html`<mfa-otp-verify device-type="totp">
    <label for="c">Code</label><input id="c" name="code" required />
  </mfa-otp-verify>`,
};

for (const [what, template] of Object.entries(RENDERED)) {
  void test(`rendered by a server, without JavaScript: ${what} is typed into and posted`, async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const markup = `<form method="post" action="/posted">${await renderedMarkup(template)}<button>Go on</button></form>`;
    site.visits.length = 0;
    await page.goto(site.page('/rendered', htmlPage(markup)));
    // Ours that do nothing are not there.
    assert.equal(await page.getByRole('button').count(), 1);
    assert.equal(await page.getByText('Code', { exact: true }).filter({ visible: true }).count(), 1);
    const picture = async (): Promise<string> => {
      await page.getByRole('button', { name: 'Go on' }).focus();
      return (await page.locator('form').screenshot()).toString('base64');
    };
    const empty = await picture();
    await page.getByLabel('Code').fill('123456');
    assert.notEqual(await picture(), empty, 'what is typed is seen');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL('**/posted');
    assert.deepEqual(posts(), ['POST code=123456']);
    await page.context().close();
  });
}

void test('rendered by a server, a button that is pressed before any script has come leads nowhere', async () => {
  const page = await (await browser.newContext()).newPage();
  const markup = await renderedMarkup(html`<mfa-otp-request phone-number="+12025550406"></mfa-otp-request>`);
  const url = site.page('/rendered', htmlPage(markup));
  await page.goto(url);
  site.visits.length = 0;
  await page.getByRole('button').click();
  await page.evaluate(() => fetch('/after'));
  // Were it a form that is sent, its visit would be the first.
  assert.ok(!site.visits.some(({ path }) => path.startsWith('/rendered')));
  assert.equal(page.url(), url);
  await page.context().close();
});
