/**
 * The page of the original's documentation, with two script lines that are ours: the built package on another origin, a
 * plain page, a real browser, and the sandbox behind it.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { appCode, asScript, htmlPage, launchBrowser } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const PHONE = '+12025550406';

let browser: Browser;
let kit: Site;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let complaints: string[];

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
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const user = {
    userName: 'jdoe',
    password: 'correct horse',
    emails: ['jdoe@example.com'],
    phone2fa: PHONE,
  };
  sandbox = await site.sandbox({ loginRadius: { users: [user] } });
});
afterEach(() => page.context().close());

/** What the page does in the original's documentation, but for the address of the API, which is the sandbox's here. */
function theirScript(): string {
  return `
    var commonOptions = {};
    commonOptions.apiKey = "sandbox-api-key";
    commonOptions.twoFactorAuthentication = true;
    commonOptions.smsTemplate2FA = "login";
    commonOptions.apiCustomDomain = "${site.url}${new URL(sandbox.base, site.url).pathname}";
    var LRObject = new LoginRadiusV2(commonOptions);
    window.responses = [];
    window.failures = [];
    var account_options = {};
    account_options.container = "account-container";
    account_options.onSuccess = function (response) { responses.push(response); };
    account_options.onError = function (errors) { failures.push(errors); };
    var login_options = {};
    login_options.container = "login-container";
    window.forms = [];
    login_options.onSuccess = function (response, formData) {
      responses.push(response);
      forms.push(formData);
      if (response.access_token) LRObject.init("createTwoFactorAuthentication", account_options);
    };
    login_options.onError = function (errors) { failures.push(errors); };
    LRObject.util.ready(function () {
      LRObject.init("login", login_options);
    });`;
}

const CONTAINERS = '<div id="login-container"></div><div id="account-container"></div>';

/** The two lines: the script, and \`type="module"\` on the page's own, so that it waits for it. */
async function open(head = ''): Promise<void> {
  const first = `${head}<script type="module" src="${kit.url}/mfa-js-interface.js"></script>`;
  const second = `<script type="module">${theirScript()}</script>`;
  await page.goto(site.page('/sign-in', htmlPage(CONTAINERS + second, first)));
}

type Answer = Record<string, unknown>;

/** What the callbacks have got, as soon as there are so many. */
async function heard(name: 'responses' | 'failures', count: number): Promise<Answer[]> {
  const handle = await page.waitForFunction(
    ([list, wanted]) => {
      const found = (window as unknown as Record<string, unknown[]>)[list];
      return found && found.length >= wanted ? found : undefined;
    },
    [name, count] as const,
  );
  const found = (await handle.jsonValue()) as unknown as Answer[];
  assert.equal(found.length, count, JSON.stringify(found));
  return found;
}

/** What `onError` gets of the service. */
const API_ERROR = {
  Description: 'string',
  ErrorCode: 'number',
  IsProviderError: 'boolean',
  Message: 'string',
  ProviderErrorResponse: 'null',
  description: 'string',
};

/** What `onError` gets of the form. */
const RULE_ERROR = {
  rule: 'string',
  name: 'string',
  Message: 'string',
  Description: 'string',
  description: 'string',
};

/** The same, with the kind of each value in its place. An empty text is none. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (value === '') return 'empty';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

function namesIn(errors: unknown): unknown[] {
  return (errors as Answer[]).map(({ rule, name }) => [rule, name]);
}

async function logIn(password = 'correct horse'): Promise<void> {
  await page.getByLabel('E-mail address or user name').fill('jdoe@example.com');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function enterCode(container: string, code: string, button: string): Promise<void> {
  const place = page.locator(container);
  await place.locator('input[autocomplete=one-time-code]:visible').fill(code);
  await place.getByRole('button', { name: button }).click();
}

void test('sign in, wrong and right, then the account page: the callbacks get the documented shapes', async () => {
  await open();
  await page.getByRole('button', { name: 'Log in' }).click();
  const [empty] = await heard('failures', 1);
  assert.deepEqual(shapeOf(empty), [RULE_ERROR, RULE_ERROR]);
  assert.deepEqual(namesIn(empty), [
    ['required', 'emailid'],
    ['required', 'password'],
  ]);

  await logIn('wrong');
  const refused = (await heard('failures', 2))[1];
  assert.deepEqual(shapeOf(refused), [API_ERROR]);
  assert.equal((refused as unknown as Answer[])[0]!.ErrorCode, 966);

  await logIn();
  const [sent] = await heard('responses', 1);
  assert.deepEqual(shapeOf(sent), { AccountSid: 'string', Sid: 'string' });
  await enterCode('#login-container', await sandbox.wrongCode(), 'Check code');
  const wrong = (await heard('failures', 3))[2];
  assert.deepEqual(shapeOf(wrong), [API_ERROR]);
  assert.equal((wrong as unknown as Answer[])[0]!.ErrorCode, 1067);
  await enterCode('#login-container', await sandbox.lastCode(), 'Check code');
  const session = (await heard('responses', 2))[1]!;
  const { Profile: profile, ...tokens } = shapeOf(session) as Answer;
  assert.deepEqual(tokens, { access_token: 'string', expires_in: 'string' });
  const { Uid, UserName, Email, Password } = profile as Answer;
  assert.deepEqual(
    { Uid, UserName, Email, Password },
    { Uid: 'string', UserName: 'string', Email: [{ Type: 'string', Value: 'string' }], Password: undefined },
  );
  assert.match(String(session.access_token), /[^0-]/);
  const expiresIn = Date.parse(String(session.expires_in)) - (await sandbox.now());
  assert.ok(expiresIn > 0 && expiresIn < 366 * 86_400_000, String(session.expires_in));
  const forms = await page.evaluate(() => (window as unknown as { forms: unknown }).forms);
  assert.deepEqual(forms, [{ emailid: 'jdoe@example.com' }, { emailid: 'jdoe@example.com' }]);

  const account = page.locator('#account-container');
  await account.getByRole('button', { name: 'Add an authenticator app' }).click();
  await account.locator('[part=other-way] summary').click();
  const secret = (await account.locator('[part=secret]').innerText()).replace(/\s/g, '');
  await enterCode('#account-container', await appCode(secret, sandbox), 'Finish setup');
  const enabled = (await heard('responses', 3))[2]!;
  assert.equal(enabled.Uid, (session.Profile as Answer).Uid);
  assert.equal(enabled.Password, undefined);

  await account.getByRole('button', { name: 'Remove Authenticator app' }).click();
  await account.getByRole('button', { name: 'Remove', exact: true }).click();
  assert.deepEqual((await heard('responses', 4))[3], { IsDeleted: true });

  await account.getByRole('button', { name: 'Show my codes' }).click();
  const codes = (await heard('responses', 5))[4]!;
  assert.deepEqual(shapeOf(codes), { BackUpCodes: Array.from({ length: 10 }, () => 'string') });
  await heard('failures', 3);

  const texts = await page.evaluate<string>(asScript(everyText, undefined));
  for (const private_ of [String(session.access_token), 'correct horse', await sandbox.lastCode()])
    assert.ok(!texts.includes(private_), 'a secret is in the page');
  assert.ok(texts.includes('Add an authenticator app'), 'the walk sees what is shown');
  // The browser's own words for the two refusals, and nothing else.
  assert.deepEqual(
    complaints.filter((complaint) => !complaint.includes('status of 403')),
    [],
  );
});

void test('it sets one global, and a page that waits for that in a plain script goes on', async () => {
  const before = await globals(`<script type="module" src="${kit.url}/mfa-elements.js"></script>`);
  const script = `<script type="module" src="${kit.url}/mfa-js-interface.js"></script>`;
  const after = await globals(script);
  assert.deepEqual(
    after.filter((name) => !before.includes(name)),
    ['LoginRadiusV2'],
  );

  const polling = `<script>
    var waiting = setInterval(function () {
      if (typeof LoginRadiusV2 === "undefined") return;
      clearInterval(waiting);
      ${theirScript()}
    }, 10);
  </script>`;
  await page.goto(site.page('/polling', htmlPage(CONTAINERS + polling, script)));
  await logIn();
  const [sent] = await heard('responses', 1);
  assert.deepEqual(Object.keys(sent!).sort(), ['AccountSid', 'Sid']);
  assert.deepEqual(complaints, []);
});

void test('an original that is on the page stays, and modules take ours by its name', async () => {
  const original = '<script>window.LoginRadiusV2 = function original() {};</script>';
  const script = `<script type="module">
    import { MfaInterface } from "${kit.url}/mfa-js-interface.js";
    window.found = [window.LoginRadiusV2.name, typeof MfaInterface.prototype, new MfaInterface({ apiKey: "k" }).options];
  </script>`;
  await page.goto(site.page('/both', htmlPage('', original + script)));
  const found = await page.waitForFunction(() => (window as unknown as { found?: unknown }).found);
  assert.deepEqual(await found.jsonValue(), ['original', 'object', { apiKey: 'k' }]);
});

void test('the elements’ code comes once, when there is something to show', async () => {
  kit.visits.length = 0;
  await open();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  const early = kit.visits.map(({ path }) => path);
  assert.ok(early.includes('/mfa-js-interface.js') && early.includes('/mfa-elements.js'), early.join());
  assert.ok(!early.some((path) => /mfa-challenge|mfa-settings|loginradius/.test(path)), early.join());
  await logIn();
  await page.locator('mfa-challenge').waitFor();
  const late = kit.visits.map(({ path }) => path);
  assert.equal(late.filter((path) => path.includes('mfa-challenge')).length, 1);
  assert.equal(new Set(late).size, late.length, 'nothing is loaded twice');
});

void test('the strictest policy for content has nothing to complain of', async () => {
  const strict = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  try {
    const host = await strict.sandbox();
    sandbox = { ...sandbox, base: host.base };
    strict.script('/page.js', theirScript().replaceAll(site.url, strict.url));
    const policy = [
      `default-src 'none'`,
      `script-src 'self'`,
      `connect-src 'self'`,
      `require-trusted-types-for 'script'`,
      `trusted-types lit-html`,
      `form-action 'none'`,
    ];
    const scripts =
      '<script type="module" src="/kit/mfa-js-interface.js"></script><script type="module" src="/page.js"></script>';
    await page.goto(
      strict.page('/strict', htmlPage(CONTAINERS, scripts), { 'content-security-policy': policy.join('; ') }),
    );
    await logIn('wrong');
    await heard('failures', 1);
    assert.deepEqual(
      complaints.filter((complaint) => !complaint.includes('status of 403')),
      [],
    );
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await page.waitForFunction(() => true);
    assert.ok(
      complaints.some((complaint) => /content security policy/i.test(complaint)),
      'it would have been heard',
    );
  } finally {
    await strict.close();
  }
});

/** The names of what is global on a page with this in its head. */
async function globals(head: string): Promise<string[]> {
  await page.goto(site.page('/globals', htmlPage('', head)));
  return page.evaluate(() => Object.getOwnPropertyNames(window));
}

/** Texts and attributes of the page, shadow roots included, and what is stored. */
function everyText(): string {
  const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'script') continue;
      texts.push(...[...element.attributes].map(({ value }) => value));
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.nodeValue ?? '');
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return texts.join('\n');
}
