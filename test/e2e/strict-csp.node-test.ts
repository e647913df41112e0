/** The kit under the strictest policy that a page can have: nothing inline, nothing foreign, Trusted Types enforced. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  asScript,
  beginPairing,
  enterCode,
  errorOf,
  flowMarkup,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
  qrOnScreen,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { addConfirm, loginRadiusPage, loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { startSite, type Site } from '../support/e2e-site.js';

/** `lit-html` is the one policy that Lit names. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self'`,
  `require-trusted-types-for 'script'`,
  `trusted-types lit-html`,
  `base-uri 'none'`,
  `form-action 'none'`,
  'report-uri /reports',
].join('; ');

/** What each test breaks at its end: so it is known that it would have been noticed before. */
const PLANTED = [
  'style-src-attr inline ',
  'require-trusted-types-for trusted-types-sink Element innerHTML|text',
];

const SCRIPTS =
  '<script src="/listen.js"></script><script type="module" src="/kit/mfa-elements.js"></script>';

let browser: Browser;
let site: Site;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  site.script('/listen.js', asScript(listen, undefined));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

interface Violations {
  /** What the page was told of. */
  inPage: string[];
  /** What the browser reported to the server. */
  reported: string[];
  console: string[];
}

function listen(): void {
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
  );
  Object.assign(window, { violations });
}

/** Opens a page under the policy. `told` breaks two rules at its end, and gives all that was heard of it and before. */
async function open(path: string, markup: string): Promise<{ page: Page; told: () => Promise<Violations> }> {
  return visit(() => site.page(path, htmlPage(markup, SCRIPTS), { 'content-security-policy': POLICY }));
}

async function visit(put: () => string): Promise<{ page: Page; told: () => Promise<Violations> }> {
  const page = await (await browser.newContext()).newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  site.visits.length = 0;
  await page.goto(put());
  return {
    page,
    async told() {
      await page.evaluate(() => {
        document.body.setAttribute('style', 'color: red');
        try {
          document.createElement('p').innerHTML = 'text';
        } catch {
          // That is what Trusted Types are for.
        }
      });
      // Reports come one after the other: with the last, all are here.
      await site.visit(({ body }) => body.includes('"effective-directive":"require-trusted-types-for"'));
      const inPage = await page.evaluate(() => (window as unknown as { violations: string[] }).violations);
      const reports = site.visits.filter((visit) => visit.path === '/reports');
      return {
        inPage,
        reported: reports.map(({ body }) => directiveOf(body)),
        // A refused code is a line on the console, whatever the page does.
        console: heard.filter((text) => !/status of 40[03]/.test(text)),
      };
    },
  };
}

function directiveOf(report: string): string {
  return (JSON.parse(report) as { 'csp-report': { 'effective-directive': string } })['csp-report'][
    'effective-directive'
  ];
}

void test('the whole flow breaks no rule', async () => {
  const sandbox = await site.sandbox();
  const { page, told } = await open('/strict', flowMarkup(sandbox.endpoint));

  await requestCode(page, 'Text message');
  const code = await sandbox.lastCode();
  await enterCode(page, '#sent', otherCode(code));
  await errorOf(page, '#sent');
  await enterCode(page, '#sent', code);
  await inStatus(page, '#sent', 'verified');

  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  await page.locator('mfa-totp-enroll summary').click();
  await enterCode(page, 'mfa-totp-enroll', await appCode(secret, sandbox));
  await inStatus(page, 'mfa-totp-enroll', 'activated');

  await sandbox.advance(30_000);
  await enterCode(page, '#totp', await appCode(secret, sandbox));
  await inStatus(page, '#totp', 'verified');

  const { inPage, reported, console } = await told();
  assert.deepEqual(inPage, PLANTED);
  assert.deepEqual(reported, ['style-src-attr', 'require-trusted-types-for']);
  assert.equal(console.length, 2, console.join('\n'));
  await page.context().close();
});

void test('a passkey breaks no rule, when it is made and when it is used', async () => {
  const sandbox = await site.sandbox();
  const { pathname } = new URL(sandbox.endpoint);
  const markup = ['create', 'use']
    .map((mode) => `<mfa-passkey id="${mode}" mode="${mode}" endpoint="${pathname}"></mfa-passkey>`)
    .join('');
  const { page, told } = await visit(() =>
    // An address of numbers can have no passkeys.
    site
      .page('/passkeys', htmlPage(markup, SCRIPTS), { 'content-security-policy': POLICY })
      .replace('127.0.0.1', 'localhost'),
  );
  await VirtualAuthenticator.plugIn(page);
  await part(page, '#create', 'begin').click();
  await inStatus(page, '#create', 'created');
  await part(page, '#use', 'begin').click();
  await inStatus(page, '#use', 'verified');

  const { inPage, reported, console } = await told();
  assert.deepEqual(inPage, PLANTED);
  assert.deepEqual(reported, ['style-src-attr', 'require-trusted-types-for']);
  assert.equal(console.length, 2, console.join('\n'));
  await page.context().close();
});

void test('the second step and the account page break no rule', async () => {
  const sandbox = await loginRadiusSandbox(site);
  const { page, told } = await visit(() =>
    loginRadiusPage(site, sandbox, SCRIPTS, { 'content-security-policy': POLICY }),
  );
  await inStatus(page, 'mfa-challenge', 'answering');
  await part(page, 'mfa-challenge', 'another').click();
  await page.getByRole('button', { name: 'Recovery code' }).click();
  await part(page, 'mfa-challenge', 'recovery-input').fill('02ea0-de2bd');
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await page.locator('mfa-challenge').getByText('That code is not right').first().waitFor();
  await part(page, 'mfa-challenge', 'another').click();
  await page.getByRole('button', { name: 'Text message' }).click();
  await page.locator('mfa-challenge > input:visible').fill(await sandbox.lastCode());
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await inStatus(page, 'mfa-settings', 'ready');

  await page.getByRole('button', { name: 'Set up security questions' }).click();
  for (const [index, answer] of ['Ms Green', 'Elm Street'].entries()) {
    await page
      .locator('mfa-security-questions select')
      .nth(index)
      .selectOption(`q${index + 1}`);
    await part(page, 'mfa-security-questions', 'answer').nth(index).fill(answer);
  }
  await part(page, 'mfa-security-questions', 'submit').click();
  await page.getByRole('button', { name: 'Remove Security questions' }).click();
  await part(page, 'mfa-settings', 'confirm').click();
  await page.locator('mfa-settings').getByText('Your security questions are removed').first().waitFor();

  await page.getByRole('button', { name: 'Show my codes' }).click();
  await inStatus(page, 'mfa-recovery-codes', 'shown');
  // The browser has no printer here: the sheet that would be printed stands in the page for as long as that takes.
  for (const name of ['copy', 'download', 'print']) await part(page, 'mfa-recovery-codes', name).click();
  await page.locator('mfa-recovery-codes').getByRole('checkbox').check();
  await part(page, 'mfa-recovery-codes', 'continue').click();
  await inStatus(page, 'mfa-recovery-codes', 'acknowledged');

  const { inPage, reported, console } = await told();
  assert.deepEqual(inPage, PLANTED);
  assert.deepEqual(reported, ['style-src-attr', 'require-trusted-types-for']);
  assert.equal(console.length, 2, console.join('\n'));
  await page.context().close();
});

void test('a notification, a phone for them, and a confirmation break no rule', async () => {
  const sandbox = await loginRadiusSandbox(site, {}, { factors: ['sms', 'push'] });
  const { page, told } = await visit(() =>
    loginRadiusPage(site, sandbox, SCRIPTS, { 'content-security-policy': POLICY }),
  );
  await inStatus(page, 'mfa-challenge', 'answering');
  await page.locator('mfa-challenge > input:visible').fill(await sandbox.lastCode());
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await inStatus(page, 'mfa-settings', 'ready');

  await page.getByRole('button', { name: 'Add notifications on your phone' }).click();
  await part(page, 'mfa-push-enroll', 'begin').click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  await sandbox.scanPush((await qrOnScreen(page)).href);
  await page.locator('mfa-settings').getByText('Notifications are set up').first().waitFor();

  await addConfirm(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  await page.locator('mfa-confirm mfa-challenge > input').fill(await sandbox.lastCode());
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'confirmed');

  await page.reload();
  await part(page, 'mfa-challenge', 'another').click();
  await part(page, 'mfa-challenge', 'way').filter({ hasText: 'Notification' }).click();
  await part(page, 'mfa-push', 'send').click();
  await inStatus(page, 'mfa-push', 'waiting');
  await sandbox.answerPush('deny');
  await inStatus(page, 'mfa-push', 'denied');

  const { inPage, reported, console } = await told();
  assert.deepEqual(inPage, PLANTED);
  assert.deepEqual(reported, ['style-src-attr', 'require-trusted-types-for']);
  assert.equal(console.length, 2, console.join('\n'));
  await page.context().close();
});

void test('what a page breaks before that is noticed', async () => {
  const { page, told } = await open('/loose', '<p style="color: red">Red</p><script src="data:,"></script>');
  const { inPage, reported, console } = await told();
  assert.deepEqual(inPage.slice(-2), PLANTED);
  assert.deepEqual(reported.slice(0, -2).sort(), ['script-src-elem', 'style-src-attr']);
  assert.equal(inPage.length, 4);
  assert.equal(console.length, 4, console.join('\n'));
  await page.context().close();
});
