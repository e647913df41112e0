/** What README.md shows for a page, in a page: a person comes by, and it does what is said of it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import {
  appCode,
  beginPairing,
  enterCode,
  htmlPage,
  inStatus,
  part,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { pageSample } from '../support/page-samples.js';
import { bundled } from './bundled.js';
import { JDOE, startSampleSite, type SampleSite } from './sample-site.js';

let site: SampleSite;
before(async () => {
  site = await startSampleSite();
});
after(() => site.close());
beforeEach(() => site.open());
afterEach(async () => {
  await site.leave();
  assert.deepEqual(site.complaints, []);
});

const ASKING =
  '<mfa-otp-request for="code" endpoint="/mfa"></mfa-otp-request><mfa-otp-verify id="code"></mfa-otp-verify>';
const DEFINED = "import 'mfa-elements/define/all';";
/** What an app would do then: the test looks for it. */
const done = (name: string): string => `const ${name} = () => { document.title = '${name}'; };`;

/** Opens a page with this markup, and with a script that is bundled. */
async function open(markup: string, code = ''): Promise<void> {
  site.script('/app.js', await bundled(code));
  await site.page.goto(site.put('/', htmlPage(markup, '<script type="module" src="/app.js"></script>')));
}

async function signIn(code: () => Promise<string> = site.sandbox.lastCode): Promise<void> {
  await requestCode(site.page, 'Text message', '#code');
  await enterCode(site.page, '#code', await code());
}

const titled = (title: string): Promise<unknown> =>
  site.page.waitForFunction((expected) => document.title === expected, title);

void test('with a script tag: a code is sent, checked, and the page goes on', async () => {
  site.put('/welcome', htmlPage('<p>Welcome</p>'));
  const markup = pageSample('README.md', '<mfa-otp-request for="code">');
  const listener = pageSample('README.md', "location.assign('/welcome')");
  await site.page.goto(site.put('/', htmlPage(markup + listener)));
  await signIn();
  await site.page.waitForURL('**/welcome');
});

void test('in an app: a client of the page’s own', async () => {
  await open(ASKING, `${DEFINED}${done('showAccount')}${pageSample('README.md', 'showAccount()')}`);
  await signIn();
  await titled('showAccount');
});

void test('an authenticator app is paired, and the next sign-in takes its code', async () => {
  await open(pageSample('README.md', 'issuer="Acme Bank"'), DEFINED);
  await beginPairing(site.page, 'My phone');
  const secret = await secretOnScreen(site.page);
  await enterCode(site.page, 'mfa-totp-enroll', await appCode(secret, site.sandbox));
  await inStatus(site.page, 'mfa-totp-enroll', 'activated');
  await site.sandbox.advance(30_000);
  await open(pageSample('README.md', 'device-type="totp"'), DEFINED);
  await enterCode(site.page, 'mfa-otp-verify', await appCode(secret, site.sandbox));
  await inStatus(site.page, 'mfa-otp-verify', 'verified');
});

void test('the second step after a password: the login goes in, a session comes out', async () => {
  const login = `async function logIn() {
    const answer = await fetch('https://api.loginradius.com/identity/v2/auth/login/2fa?apiKey=your-public-key', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: '${JDOE.emails[0]}', password: '${JDOE.password}' }),
    });
    return answer.json();
  }
  const answerOfYourLoginCall = logIn();
  const startSession = (verification) => { document.title = typeof verification.session.access_token; };`;
  const code = pageSample('README.md', 'challenge.login = await answerOfYourLoginCall');
  await open(pageSample('README.md', '<mfa-challenge></mfa-challenge>'), `${DEFINED}${login}${code}`);
  await inStatus(site.page, 'mfa-challenge', 'answering');
  await enterCode(site.page, 'mfa-challenge', await site.sandbox.lastCode());
  await titled('string');
});

void test('a client of one’s own: sends, waits where it has to, refuses, and takes the right code', async () => {
  const sample = pageSample('README.md', 'const client: MfaClient');
  let status = 429;
  await site.page.route('**/api/send-code', (route) => route.fulfill({ status, body: '' }));
  await site.page.route('**/api/check-code', (route) =>
    route.fulfill({ status: route.request().postData() === '{"code":"500001"}' ? 204 : 400 }),
  );
  const use =
    "for (const tag of ['request', 'verify']) document.querySelector(`mfa-otp-${tag}`)!.client = client;";
  await open(ASKING.replace(' endpoint="/mfa"', ''), `${DEFINED}${sample}${use}`);
  await part(site.page, 'mfa-otp-request', 'submit').click();
  await site.page.getByText(/wait/i).first().waitFor();
  // As in another tab: in this one, the wait holds over a reload.
  await site.page.evaluate(() => sessionStorage.clear());
  status = 204;
  await open(ASKING.replace(' endpoint="/mfa"', ''), `${DEFINED}${sample}${use}`);
  await part(site.page, 'mfa-otp-request', 'submit').click();
  await inStatus(site.page, '#code', 'ready');
  await enterCode(site.page, '#code', '500002');
  await inStatus(site.page, '#code', 'invalid');
  await enterCode(site.page, '#code', '500001');
  await inStatus(site.page, '#code', 'verified');
  // A browser says of each refusal that there was one.
  const refusals = site.complaints.splice(0);
  assert.ok(
    refusals.every((text) => text.startsWith('Failed to load resource')),
    refusals.join('\n'),
  );
});

void test('the sandbox in the page: a whole sign-in without a server', async () => {
  const app = pageSample('README.md', 'showAccount()');
  const sandbox = pageSample('README.md', 'createSandbox({ identify })').replace(/^import .*$/m, '');
  const imports = "import { createSandbox } from 'mfa-elements/sandbox';";
  const use = `document.querySelector('mfa-otp-request').client = verify.client;
    globalThis.lastCode = () => sandbox.outbox.at(-1).text.match(/\\d{6}/)[0];`;
  await open(ASKING, `${imports}${DEFINED}${done('showAccount')}${app}${sandbox}${use}`);
  await signIn(() =>
    site.page.evaluate(() => (globalThis as unknown as { lastCode: () => string }).lastCode()),
  );
  await titled('showAccount');
  assert.deepEqual(await site.sandbox.requests(), []);
});
