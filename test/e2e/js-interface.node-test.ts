/**
 * The page of the original's documentation, with two script lines that are ours: the built package on another origin, a
 * plain page, a real browser, and the sandbox behind it.
 */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { builtScript } from '../support/e2e-build.js';
import { appCode, asScript, htmlPage } from '../support/e2e-browser.js';
import { apiOf, enterCode, logIn } from '../support/e2e-js-interface.js';
import { loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { scriptRoom } from '../support/e2e-script-room.js';
import { startSite } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const room = scriptRoom();
let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await loginRadiusSandbox(room.site);
});

/** What the page does in the original's documentation, but for the address of the API, which is the sandbox's here. */
function theirScript(): string {
  return `
    var commonOptions = {};
    commonOptions.apiKey = "sandbox-api-key";
    commonOptions.twoFactorAuthentication = true;
    commonOptions.smsTemplate2FA = "login";
    commonOptions.apiCustomDomain = "${apiOf(room.site, sandbox)}";
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
  const first = `${head}<script type="module" src="${room.kit.url}/mfa-js-interface.js"></script>`;
  const second = `<script type="module">${theirScript()}</script>`;
  await room.page.goto(room.site.page('/sign-in', htmlPage(CONTAINERS + second, first)));
}

type Answer = Record<string, unknown>;

/** What the callbacks have got, as soon as there are so many. */
async function heard(name: 'responses' | 'failures', count: number): Promise<Answer[]> {
  const handle = await room.page.waitForFunction(
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
const RULE_ERROR = { Id: 'string', Name: 'string', Message: 'string', Rule: 'string' };

/** The same, with the kind of each value in its place. An empty text is none. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (value === '') return 'empty';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

function namesIn(errors: unknown): unknown[] {
  return (errors as Answer[]).map(({ Rule, Name }) => [Rule, Name]);
}

void test('sign in, wrong and right, then the account page: the callbacks get the documented shapes', async () => {
  await open();
  await room.page.getByRole('button', { name: 'Log in' }).click();
  const [empty] = await heard('failures', 1);
  assert.deepEqual(shapeOf(empty), [RULE_ERROR, RULE_ERROR]);
  assert.deepEqual(namesIn(empty), [
    ['required', 'emailid'],
    ['required', 'password'],
  ]);

  await logIn(room.page, 'jdoe@example.com', 'wrong');
  const refused = (await heard('failures', 2))[1];
  assert.deepEqual(shapeOf(refused), [API_ERROR]);
  assert.equal((refused as unknown as Answer[])[0]!.ErrorCode, 966);

  await logIn(room.page);
  const [sent] = await heard('responses', 1);
  const { SecondFactorAuthentication: second, ...others } = sent!;
  assert.deepEqual((shapeOf(second) as Answer).OTPStatus, { AccountSid: 'string', Sid: 'string' });
  // No token that pages could take for one.
  assert.deepEqual(others, { Profile: null, expires_in: '0001-01-01T00:00:00' });
  await enterCode(room.page, await sandbox.wrongCode(), { container: '#login-container' });
  const wrong = (await heard('failures', 3))[2];
  assert.deepEqual(shapeOf(wrong), [API_ERROR]);
  assert.equal((wrong as unknown as Answer[])[0]!.ErrorCode, 1067);
  const code = await sandbox.lastCode();
  await enterCode(room.page, code, { container: '#login-container' });
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
  const forms = await room.page.evaluate(() => (window as unknown as { forms: unknown }).forms);
  assert.deepEqual(forms, ['email=jdoe%40example.com', { otp: code }]);

  const account = room.page.locator('#account-container');
  await account.getByRole('button', { name: 'Add an authenticator app' }).click();
  await account.locator('[part~=other-way] summary').click();
  const secret = (await account.locator('[part~=secret]').innerText()).replace(/\s/g, '');
  await enterCode(room.page, await appCode(secret, sandbox), {
    container: '#account-container',
    button: 'Finish setup',
  });
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

  const texts = await room.page.evaluate<string>(asScript(everyText, undefined));
  for (const private_ of [String(session.access_token), 'correct horse', await sandbox.lastCode()])
    assert.ok(!texts.includes(private_), 'a secret is in the page');
  assert.ok(texts.includes('Add an authenticator app'), 'the walk sees what is shown');
  // The browser's own words for the two refusals, and nothing else.
  assert.deepEqual(
    room.complaints.filter((complaint) => !complaint.includes('status of 403')),
    [],
  );
});

void test('it sets one global, and a page that waits for that in a plain script goes on', async () => {
  const before = await globals(`<script type="module" src="${room.kit.url}/mfa-elements.js"></script>`);
  const script = `<script type="module" src="${room.kit.url}/mfa-js-interface.js"></script>`;
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
  await room.page.goto(room.site.page('/polling', htmlPage(CONTAINERS + polling, script)));
  await logIn(room.page);
  const [sent] = await heard('responses', 1);
  assert.ok(sent!.SecondFactorAuthentication);
  assert.deepEqual(room.complaints, []);
});

void test('an original that is on the page stays, and modules take ours by its name', async () => {
  const original = '<script>window.LoginRadiusV2 = function original() {};</script>';
  const script = `<script type="module">
    import { MfaInterface } from "${room.kit.url}/mfa-js-interface.js";
    window.found = [window.LoginRadiusV2.name, typeof MfaInterface.prototype, new MfaInterface({ apiKey: "k" }).options];
  </script>`;
  await room.page.goto(room.site.page('/both', htmlPage('', original + script)));
  const found = await room.page.waitForFunction(() => (window as unknown as { found?: unknown }).found);
  assert.deepEqual(await found.jsonValue(), ['original', 'object', { apiKey: 'k' }]);
});

void test('the elements’ code comes once, when there is something to show', async () => {
  room.kit.visits.length = 0;
  await open();
  await room.page.getByRole('button', { name: 'Log in' }).waitFor();
  const early = room.kit.visits.map(({ path }) => path);
  assert.ok(early.includes('/mfa-js-interface.js') && early.includes('/mfa-elements.js'), early.join());
  assert.ok(!early.some((path) => /mfa-challenge|mfa-settings|loginradius/.test(path)), early.join());
  await logIn(room.page);
  await room.page.locator('mfa-challenge').waitFor();
  const late = room.kit.visits.map(({ path }) => path);
  assert.equal(late.filter((path) => path.includes('mfa-challenge')).length, 1);
  assert.equal(new Set(late).size, late.length, 'nothing is loaded twice');
});

void test('the strictest policy for content has nothing to complain of', async () => {
  const strict = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  try {
    const host = await strict.sandbox();
    sandbox = { ...sandbox, base: host.base };
    strict.script('/page.js', theirScript().replaceAll(room.site.url, strict.url));
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
    await room.page.goto(
      strict.page('/strict', htmlPage(CONTAINERS, scripts), { 'content-security-policy': policy.join('; ') }),
    );
    await logIn(room.page, 'jdoe@example.com', 'wrong');
    await heard('failures', 1);
    assert.deepEqual(
      room.complaints.filter((complaint) => !complaint.includes('status of 403')),
      [],
    );
    await room.page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await room.page.waitForFunction(() => true);
    assert.ok(
      room.complaints.some((complaint) => /content security policy/i.test(complaint)),
      'it would have been heard',
    );
  } finally {
    await strict.close();
  }
});

/** The names of what is global on a page with this in its head. */
async function globals(head: string): Promise<string[]> {
  await room.page.goto(room.site.page('/globals', htmlPage('', head)));
  return room.page.evaluate(() => Object.getOwnPropertyNames(window));
}

/** Texts and attributes of the room.page, shadow roots included, and what is stored. */
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
