/** Tickets, tokens, recovery codes, answers, codes and keys are nowhere that they must not be, on LoginRadius. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { appCode, inStatus, launchBrowser, otherCode, part, secretOnScreen } from '../support/e2e-browser.js';
import { LeakWatch, type ShownSecrets } from '../support/e2e-leaks.js';
import { loginRadiusPage, loginRadiusSandbox, ticketOf, tokenOf } from '../support/e2e-loginradius.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const ANSWERS = ['Professor Quillfeather', 'Marmalade Boulevard'];

let browser: Browser;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let watch: LeakWatch;
let address: string;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
});
beforeEach(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  page = await (await browser.newContext()).newPage();
  watch = await LeakWatch.begin(page, [site]);
  sandbox = await loginRadiusSandbox(site);
  address = loginRadiusPage(site, sandbox, '<script type="module" src="/kit/mfa-elements.js"></script>');
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});

async function clean(step: string, shown?: ShownSecrets): Promise<void> {
  assert.deepEqual(await watch.leaks(shown), [], step);
}

/** The first step; its ticket is a secret from here on. */
async function signIn(): Promise<void> {
  await page.goto(address);
  await inStatus(page, 'mfa-challenge', 'answering');
  watch.hideText('ticket', await ticketOf(page));
  await clean('signed in with the password');
}

/** Finishes the second step; the token is a secret from here on. */
async function finish(step: string, act: () => Promise<void>): Promise<void> {
  await act();
  await inStatus(page, 'mfa-settings', 'ready');
  watch.hideText('token', await tokenOf(page));
  await clean(`${step}: done`, { typed: false });
}

/** The sign-in by text message, which ends on the account page. */
async function signInWithCode(): Promise<void> {
  await signIn();
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await finish('text message', async () => {
    await page.locator('mfa-challenge > input').fill(code);
    await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  });
}

async function chooseAnother(label: string): Promise<void> {
  await part(page, 'mfa-challenge', 'another').click();
  await page.locator('mfa-challenge').getByRole('button', { name: label }).click();
}

/** Has recovery codes shown, and saved. */
async function recoveryCodes(): Promise<string[]> {
  const codes = page.locator('mfa-recovery-codes');
  await codes.getByRole('button', { name: 'Show my codes' }).click();
  await inStatus(page, 'mfa-recovery-codes', 'shown');
  const list = await codes.locator('ol code').allTextContents();
  assert.equal(list.length, 10);
  for (const code of list) watch.hideRecoveryCode(code);
  return list;
}

void test('a text message, wrong, and right', async () => {
  await signIn();
  const code = await sandbox.lastCode();
  for (const secret of [code, otherCode(code)]) watch.hideCode(secret);
  await page.locator('mfa-challenge > input').fill(otherCode(code));
  await clean('typed');
  const submit = part(page, 'mfa-challenge', 'submit').locator('visible=true');
  await submit.click();
  await page.locator('mfa-otp-verify:state(ready) mfa-code-input').locator('visible=true').waitFor();
  await clean('refused');
  await finish('right', async () => {
    await page.locator('mfa-challenge > input').fill(code);
    await submit.click();
  });
});

void test('a backend that says ticket, code and token aloud', async () => {
  await signIn();
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await page.route('**/verification/**', (route) =>
    route.fulfill({
      status: 403,
      json: { ErrorCode: 1067, Message: `${code} is wrong for ${route.request().url()}`, Description: code },
    }),
  );
  await page.locator('mfa-challenge > input').fill(code);
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await page
    .locator('mfa-challenge')
    .getByText('That code is not right')
    .first()
    .waitFor({ state: 'attached' });
  await clean('the refusal holds the code and the ticket');
});

void test('the account page: an app, its key, and recovery codes through all their steps', async () => {
  await signInWithCode();
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const key = await secretOnScreen(page);
  watch.hideKey(key);
  await clean('the key is shown', { keyShown: true });
  const code = await appCode(key, sandbox);
  watch.hideCode(code);
  await page.locator('mfa-settings input[autocomplete=one-time-code]').fill(code);
  await part(page, 'mfa-totp-enroll', 'submit').click();
  await page.locator('mfa-settings').getByText('Authenticator app is set up').first().waitFor();
  await clean('the app is paired', { typed: false });

  const codes = await recoveryCodes();
  await clean('the codes are shown', { codesShown: true });
  const own = page.locator('mfa-recovery-codes');
  await own.getByRole('button', { name: 'Copy all' }).click();
  await part(page, 'mfa-recovery-codes', 'note').waitFor();
  await clean('the codes are copied', { codesShown: true });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    own.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.ok(!codes.some((each) => `${download.url()} ${download.suggestedFilename()}`.includes(each)));
  await clean('the codes are downloaded', { codesShown: true });
  await own.getByRole('checkbox').check();
  await own.getByRole('button', { name: 'Continue' }).click();
  await inStatus(page, 'mfa-recovery-codes', 'acknowledged');
  await clean('the codes are saved, and nowhere any more', { typed: false });
});

void test('a recovery code, wrong and right', async () => {
  await signInWithCode();
  const [code, spare] = await recoveryCodes();
  await signIn();
  await chooseAnother('Recovery code');
  const field = part(page, 'mfa-challenge', 'recovery-input');
  const submit = part(page, 'mfa-challenge', 'submit').locator('visible=true');
  const wrong = `${spare!.slice(0, -1)}${spare!.endsWith('0') ? '1' : '0'}`;
  watch.hideRecoveryCode(wrong);
  await field.fill(wrong);
  await clean('typed');
  await submit.click();
  await page.locator('mfa-challenge').getByText('That code is not right').first().waitFor();
  await clean('refused');
  await finish('right', async () => {
    await field.fill(code!);
    await submit.click();
  });
});

void test('security questions: set, and answered', async () => {
  await signInWithCode();
  for (const answer of ANSWERS) watch.hideText(`answer ${answer}`, answer);
  await page.getByRole('button', { name: 'Set up security questions' }).click();
  const questions = page.locator('mfa-security-questions');
  for (const [index, answer] of ANSWERS.entries()) {
    await questions
      .locator('select')
      .nth(index)
      .selectOption(`q${index + 1}`);
    await questions.locator('[part~=answer]').nth(index).fill(answer);
  }
  await clean('typed');
  await part(page, 'mfa-security-questions', 'submit').click();
  await page.locator('mfa-settings').getByText('Your security questions are set up').first().waitFor();
  await clean('saved', { typed: false });

  await signIn();
  await chooseAnother('Security questions');
  const submit = part(page, 'mfa-security-questions', 'submit');
  await questions.locator('[part~=answer]').first().fill(ANSWERS[0]!);
  await questions.locator('[part~=answer]').nth(1).fill('No idea');
  await submit.click();
  await part(page, 'mfa-security-questions', 'notice-danger').waitFor();
  await clean('refused');
  await finish('answered', async () => {
    await questions.locator('[part~=answer]').nth(1).fill(ANSWERS[1]!);
    await submit.click();
  });
});

void test('the walk finds what is planted', async () => {
  await signIn();
  watch.hideText('token', '5e55-1on');
  watch.hideRecoveryCode('02ea0-de2bd');
  watch.hideText('answer Elm Street', 'Elm Street');
  await clean('before');
  const plants: Record<string, (() => unknown)[]> = {
    'the token in request address': [() => fetch('/nowhere?access_token=5e55-1on')],
    'the token in request headers': [() => fetch('/nowhere', { headers: { 'x-token': '5e55-1on' } })],
    'the token in sessionStorage': [() => sessionStorage.setItem('t', '5E55-1ON')],
    'the recovery code 02ea0-de2bd in text of the page': [() => document.body.append('0 2 e a 0, d e 2 b d')],
    'the recovery code 02ea0-de2bd in performance entries': [() => performance.mark('02ea0de2bd')],
    'the answer Elm Street in console.debug': [() => console.debug('elm street')],
    'the answer Elm Street in event planted': [
      () => document.dispatchEvent(new CustomEvent('planted', { detail: ['Elm Street'] })),
    ],
    'the answer Elm Street in value of <input id="">': [
      () => document.body.append(Object.assign(document.createElement('input'), { value: 'Elm Street' })),
    ],
  };
  for (const [leak, [plant]] of Object.entries(plants)) {
    await page.evaluate(plant!);
    const leaks = await watch.leaks();
    assert.ok(leaks.includes(leak), `${leak} not among:\n${leaks.join('\n')}`);
  }
  const ticket = await ticketOf(page);
  await page.evaluate((held) => history.replaceState(null, '', `?t=${held}`), ticket);
  assert.ok((await watch.leaks()).includes('the ticket in address'));
});
