/** What the pages below docs show for a page, in a page. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { appCode, enterCode, htmlPage, inStatus, part, requestCode } from '../support/e2e-browser.js';
import { logIn } from '../support/e2e-js-interface.js';
import { pageSample } from '../support/page-samples.js';
import { bundled } from './bundled.js';
import { API_KEY, startSampleSite, type SampleSite } from './sample-site.js';

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

const DEFINED = "import 'mfa-elements/define/all';";
const ASKING = '<mfa-otp-request for="code"></mfa-otp-request><mfa-otp-verify id="code"></mfa-otp-verify>';
const CONFIG = `<mfa-config endpoint="/mfa">${ASKING}</mfa-config>`;

async function open(markup: string, code = '', own: Readonly<Record<string, string>> = {}): Promise<void> {
  site.script('/app.js', await bundled(code, own));
  const url = site.put('/', htmlPage(markup, '<script type="module" src="/app.js"></script>'));
  // An address of IP numbers can have no passkeys: this name can.
  await site.page.goto(url.replace('127.0.0.1', 'localhost'));
}

const submits = (): Promise<string> => part(site.page, '#code', 'submit').innerText();

void test('languages.md: words of one’s own', async () => {
  await open(CONFIG, DEFINED + pageSample('docs/languages.md', 'config.texts'));
  await requestCode(site.page, 'Text message', '#code');
  assert.equal(await submits(), 'Continue');
});

void test('languages.md: a language that the page brings', async () => {
  const eo = `import { en } from '/src/locales/en.js';
    export default { ...en, verifySubmit: 'Kontroli la kodon' };`;
  const sample = pageSample('docs/languages.md', "registerLanguage('eo'");
  await open(`<div lang="eo">${CONFIG}</div>`, DEFINED + sample, {
    './mfa-elements.eo.js': eo.replace('/src', './src'),
  });
  await requestCode(site.page, 'Text message', '#code');
  assert.equal(await submits(), 'Kontroli la kodon');
});

void test('migrating-from-loginradius.md: one line, and the page’s own code goes on', async () => {
  const code = pageSample('docs/migrating-from-loginradius.md', 'var LRObject').replace('…', API_KEY);
  const given = "function startSession(token) { document.title = 'in with ' + typeof token; }";
  const line = pageSample('docs/migrating-from-loginradius.md', '<!-- after -->');
  const markup = `<div id="login-container"></div>${line}<script>${given}${code}</script>`;
  await site.page.goto(site.put('/', htmlPage(markup)));
  await logIn(site.page);
  await site.page.locator('input[autocomplete=one-time-code]:visible').fill(await site.sandbox.lastCode());
  await site.page.getByRole('button', { name: 'Check code' }).click();
  await site.page.waitForFunction(() => document.title === 'in with string');
});

void test('migrating-from-loginradius.md: by its own name, as a module', async () => {
  const line = pageSample('docs/migrating-from-loginradius.md', 'import { MfaInterface }');
  const use = `document.title = typeof new MfaInterface({ apiKey: '${API_KEY}' }).init + ' ' + LoginRadiusV2;`;
  const original = "<script>var LoginRadiusV2 = 'the original';</script>";
  await site.page.goto(site.put('/', htmlPage(`${original}<script type="module">${line}${use}</script>`)));
  await site.page.waitForFunction(() => document.title === 'function the original');
});

void test('passkeys.md: a look of one’s own', async () => {
  await VirtualAuthenticator.plugIn(site.page);
  const sample = pageSample('docs/passkeys.md', 'new PasskeyFlow');
  const given = `const [button, cancel] = document.querySelectorAll('button');
    const seen = [];
    const show = ({ status }) => { if (status !== seen.at(-1)) seen.push(status); document.title = seen.join(' '); };`;
  await open(
    '<mfa-passkey mode="create" endpoint="/mfa"></mfa-passkey><button id="go">Go</button><button>Cancel</button>',
    `${DEFINED}${given}${sample}`,
  );
  await part(site.page, 'mfa-passkey', 'begin').click();
  await inStatus(site.page, 'mfa-passkey', 'created');
  await site.page.locator('#go').click();
  await site.page.waitForFunction(() => document.title.endsWith('verified'));
  assert.equal(await site.page.title(), 'preparing asking checking verified');
});

void test('your-own-look.md: a flow and nothing else', async () => {
  const sample = pageSample('docs/your-own-look.md', 'const stop = verify.subscribe');
  const secret = await site.sandbox.authenticator('Phone');
  const code = sample.replace('123456', await appCode(secret, site.sandbox));
  const given = 'const show = ({ status }) => { document.title = status; };';
  await open('', `${given}${code}`);
  await site.page.waitForFunction(() => document.title === 'verified');
});

const RIGHT = '500001';

/** The backend of docs/write-your-own-client.md and of docs/rest.md: two routes. */
async function twoRoutes(at: string, sent: object): Promise<string[]> {
  const seen: string[] = [];
  await site.page.route(`**${at}/codes`, (route) => {
    seen.push(route.request().postData() ?? '');
    return route.fulfill({ json: sent });
  });
  await site.page.route(`**${at}/codes/*`, (route) => {
    const isRight = route.request().postData() === JSON.stringify({ code: RIGHT });
    return isRight ? route.fulfill({ json: {} }) : route.fulfill({ status: 400, json: { error: 'WRONG' } });
  });
  return seen;
}

async function passes(): Promise<void> {
  await part(site.page, 'mfa-otp-request', 'submit').click();
  await inStatus(site.page, '#code', 'ready');
  await enterCode(site.page, '#code', RIGHT);
  await inStatus(site.page, '#code', 'verified');
}

void test('write-your-own-client.md: handed to the elements', async () => {
  const seen = await twoRoutes('/mfa', { id: '1' });
  const client = "import { OwnClient } from './examples/own-client.ts';";
  const sample = pageSample('docs/write-your-own-client.md', ".client = new OwnClient({ endpoint: '/mfa' })");
  await open(CONFIG.replace(' endpoint="/mfa"', ''), DEFINED + client + sample);
  await passes();
  assert.deepEqual(seen, ['{"via":"sms"}']);
});

void test('write-your-own-client.md: by a name of its own', async () => {
  const seen = await twoRoutes('/mfa', { id: '1' });
  const sample = pageSample('docs/write-your-own-client.md', "registerBackend('own'");
  const markup = pageSample('docs/write-your-own-client.md', 'backend="own"').replace('…', ASKING);
  await open(markup, DEFINED + sample, {
    './own-client.js': pageSample('docs/write-your-own-client.md', 'export class OwnClient'),
  });
  await passes();
  assert.deepEqual(seen, ['{"via":"sms"}']);
});

void test('rest.md: a description in the page', async () => {
  const seen = await twoRoutes('/api', { id: '1' });
  await open(pageSample('docs/rest.md', 'backend="rest" endpoint="/api"'), DEFINED);
  await passes();
  assert.deepEqual(seen, ['{"via":"sms"}']);
});
