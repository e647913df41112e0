/** Passkeys, by Chromium's own ceremonies and over real HTTP: alone, in the second step, on the account page. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { asScript, errorOf, htmlPage, inStatus, launchBrowser, part } from '../support/e2e-browser.js';
import { LeakWatch } from '../support/e2e-leaks.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

let browser: Browser;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let warnings: string[];

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  sandbox = await site.sandbox();
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  warnings = [];
  page.on('console', (message) => warnings.push(message.text()));
});
afterEach(async () => {
  await page.context().close();
});

/** An address of IP numbers can have no passkeys: this name can. */
function named(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

/** Of the page's own address, whichever that is. */
function endpoint(): string {
  return new URL(sandbox.endpoint).pathname;
}

/** Shows an element in a page of its own. */
async function show(markup: string, headers: Record<string, string> = {}): Promise<void> {
  const html = htmlPage(`<mfa-config endpoint="${endpoint()}">${markup}</mfa-config>`, SCRIPT);
  await page.goto(named(site.page('/sign-in', html, { 'content-type': 'text/html', ...headers })));
}

const CREATE = '<mfa-passkey mode="create"></mfa-passkey>';
const USE = '<mfa-passkey></mfa-passkey>';

/** Creates one, as somebody has done before. */
async function create(): Promise<void> {
  await show(CREATE);
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'created');
}

/** Presses the button, and gives the sentence that comes of it. */
async function failure(): Promise<string> {
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'failed');
  return errorOf(page, 'mfa-passkey');
}

void test('is created and then used, at a press and not before', async () => {
  const authenticator = await VirtualAuthenticator.plugIn(page);
  await create();
  assert.equal(await authenticator.count(), 1);
  assert.equal(await part(page, 'mfa-passkey', 'done').innerText(), 'Your passkey is set up.');
  await show(USE);
  await inStatus(page, 'mfa-passkey', 'ready');
  const before = (await sandbox.requests()).length;
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'verified');
  assert.equal((await sandbox.requests()).length, before + 2);
});

void test('needs nothing but the keyboard, and the focus goes along', async () => {
  await VirtualAuthenticator.plugIn(page);
  await show(CREATE);
  await inStatus(page, 'mfa-passkey', 'ready');
  await page.keyboard.press('Tab');
  await page.locator('mfa-passkey [part~=begin]:focus-visible').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('mfa-passkey [part~=done]:focus').waitFor();
});

void test('comes with one lazy file, at the first press', async () => {
  await VirtualAuthenticator.plugIn(page);
  await show(CREATE);
  await inStatus(page, 'mfa-passkey', 'ready');
  await page.waitForLoadState('networkidle');
  site.visits.length = 0;
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'created');
  assert.equal(site.visits.filter(({ path }) => path.startsWith('/kit/')).length, 1);
});

void describe('a failure has its own sentence', () => {
  void test('there is a passkey already', async () => {
    await VirtualAuthenticator.plugIn(page);
    await create();
    await show(CREATE);
    assert.match(await failure(), /There is a passkey for your account here already/);
  });

  void test('the person is not recognised, and is the next time', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page);
    await create();
    await authenticator.recognises(false);
    await show(CREATE);
    assert.equal(await failure(), 'No passkey was created. You can try again.');
    await authenticator.recognises(true);
    await authenticator.forget();
    await sandbox.reset();
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'created');
  });

  void test('the passkey is gone from the password manager', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page);
    await create();
    await authenticator.forget();
    await show(USE);
    assert.equal(await failure(), 'Nothing was chosen. Try again, or choose another way.');
  });

  void test('the account has none', async () => {
    await VirtualAuthenticator.plugIn(page);
    await show(USE);
    assert.match(await failure(), /Choose another way/);
  });

  void test('the page is at another address than the passkeys', async () => {
    await VirtualAuthenticator.plugIn(page);
    await show(CREATE);
    await page.goto(page.url().replace('localhost', '127.0.0.1'));
    assert.equal(await failure(), 'Passkeys of your account cannot be created at this address.');
    assert.ok(warnings.some((text) => text.includes('another domain')));
  });

  void test('the authenticator keeps none, where the backend wants that', async () => {
    await VirtualAuthenticator.plugIn(page, { hasResidentKey: false });
    await show(CREATE);
    assert.match(await failure(), /^No passkey (was|could be) created/);
  });

  void test('a policy of the page forbids it: the developer reads what is missing', async () => {
    await VirtualAuthenticator.plugIn(page);
    await show(CREATE, { 'permissions-policy': 'publickey-credentials-create=()' });
    assert.equal(await failure(), 'This page is not allowed to create passkeys.');
    await failure();
    const told = warnings.filter((text) =>
      text.includes('allow="publickey-credentials-get; publickey-credentials-create"'),
    );
    assert.equal(told.length, 1);
  });
});

void describe('the dialog', () => {
  void test('closes with the button beside it, and can be opened again', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page, { isPresent: false });
    await show(CREATE);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'asking');
    await part(page, 'mfa-passkey', 'cancel').click();
    await inStatus(page, 'mfa-passkey', 'ready');
    await authenticator.answers(true);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'created');
  });

  void test('is one for the whole page: a new one closes the last', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page, { isPresent: false });
    await show(`<section id="a">${CREATE}</section><section id="b">${CREATE}</section>`);
    await part(page, '#a mfa-passkey', 'begin').click();
    await inStatus(page, '#a mfa-passkey', 'asking');
    await part(page, '#b mfa-passkey', 'begin').click();
    await inStatus(page, '#a mfa-passkey', 'failed');
    assert.equal(await errorOf(page, '#a mfa-passkey'), 'No passkey was created. You can try again.');
    await inStatus(page, '#b mfa-passkey', 'asking');
    await part(page, '#b mfa-passkey', 'cancel').click();
    await authenticator.answers(true);
    await part(page, '#b mfa-passkey', 'begin').click();
    await inStatus(page, '#b mfa-passkey', 'created');
    assert.equal(await authenticator.count(), 1);
  });

  void test('closes when the element is taken away', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page, { isPresent: false });
    await show(CREATE);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'asking');
    await page.locator('mfa-passkey').evaluate((element) => element.remove());
    await page.locator('mfa-config').evaluate((config) => {
      config.innerHTML = '<mfa-passkey mode="create"></mfa-passkey>';
    });
    await authenticator.answers(true);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'created');
  });
});

void test('one that its authenticator does not keep works too, with a page’s own client', async () => {
  await VirtualAuthenticator.plugIn(page, { hasResidentKey: false });
  await show('<mfa-passkey id="own"></mfa-passkey>');
  await page.evaluate(
    asScript(() => {
      const made: string[] = [];
      const own = document.querySelector('mfa-passkey')!;
      Object.assign(own, {
        client: {
          namesPasskeys: 'activate',
          beginPasskeyEnrollment: () =>
            Promise.resolve({
              id: 'c1',
              options: {
                challenge: 'AAAA',
                rp: { name: 'Pretend Bank' },
                user: { id: 'AQID', name: 'jdoe', displayName: 'J' },
                pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
                authenticatorSelection: { residentKey: 'discouraged' },
              },
            }),
          activatePasskey: (_challenge: unknown, answer: { id: string }, request: { name?: string }) => {
            made.push(answer.id);
            own.setAttribute('data-name', request.name ?? '');
            return Promise.resolve({});
          },
          beginPasskey: () =>
            Promise.resolve({
              id: 'c2',
              options: { challenge: 'AAAA', allowCredentials: [{ type: 'public-key', id: made[0] }] },
            }),
          verifyPasskey: (_challenge: unknown, answer: { id: string }) =>
            answer.id === made[0] ? Promise.resolve({}) : Promise.reject(new Error('another one')),
        },
        mode: 'create',
      });
    }, undefined),
  );
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
  await page.locator('mfa-passkey #name:focus').waitFor();
  await page.keyboard.type('Blue key');
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-passkey', 'created');
  assert.equal(await page.locator('mfa-passkey').getAttribute('data-name'), 'Blue key');
  await page.locator('mfa-passkey').evaluate((own) => Object.assign(own, { mode: 'use' }));
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'verified');
});

void test('nothing that is secret gets out: neither the proof nor what the backend gave', async () => {
  await VirtualAuthenticator.plugIn(page);
  const watch = await LeakWatch.begin(page, [{ ...site, url: named(site.url) }]);
  watch.hideText('token', 'eyJhbGciOi-session');
  watch.hideText('password', 'open sesame 42');
  await show('<mfa-passkey mode="create"></mfa-passkey>');
  await page.evaluate(
    asScript(() => {
      const options = {
        challenge: 'AAAA',
        rp: { name: 'Pretend Bank' },
        user: { id: 'AQID', name: 'jdoe', displayName: 'J' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      };
      const token = ['eyJhbGciOi', 'session'].join('-');
      Object.assign(document.querySelector('mfa-passkey')!, {
        client: {
          beginPasskeyEnrollment: (_request: unknown, { proof }: { proof?: unknown }) =>
            proof
              ? Promise.resolve({ id: 'c1', options })
              : Promise.reject(
                  Object.assign(new Error('first'), {
                    name: 'MfaError',
                    code: 'proof-required',
                    proof: 'password',
                  }),
                ),
          activatePasskey: () => Promise.resolve({ session: token }),
        },
      });
    }, undefined),
  );
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'proving');
  await page.locator('mfa-proof input').fill('open sesame 42');
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-passkey', 'created');
  assert.deepEqual(await watch.leaks({ typed: false }), []);
});

void describe('in the second step', () => {
  void test('is offered first, and ends it', async () => {
    await VirtualAuthenticator.plugIn(page);
    await sandbox.authenticator('My phone');
    await create();
    await show('<mfa-challenge></mfa-challenge>');
    const ways = part(page, 'mfa-challenge', 'way');
    await ways.first().waitFor();
    assert.equal(await ways.first().innerText(), 'Passkey');
    await ways.first().click();
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-challenge', 'completed');
  });

  void test('leaves the other ways one press away', async () => {
    const authenticator = await VirtualAuthenticator.plugIn(page);
    await sandbox.authenticator('My phone');
    await create();
    await authenticator.forget();
    await show('<mfa-challenge authenticator-options-order="passkey"></mfa-challenge>');
    await part(page, 'mfa-challenge', 'way').first().click();
    await failure();
    await part(page, 'mfa-challenge', 'another').click();
    await part(page, 'mfa-challenge', 'way').filter({ hasText: 'My phone' }).click();
    await page.locator('mfa-otp-verify').waitFor();
  });
});

void describe('on the account page', () => {
  void test('is added, listed and removed, with a word on the password manager', async () => {
    await VirtualAuthenticator.plugIn(page);
    await show('<mfa-settings></mfa-settings>');
    await part(page, 'mfa-settings', 'add').filter({ hasText: 'Add a passkey' }).click();
    await part(page, 'mfa-passkey', 'begin').click();
    await page.locator('mfa-settings [part~=note]', { hasText: 'Passkey is set up.' }).waitFor();
    await part(page, 'mfa-settings', 'remove').first().click();
    await part(page, 'mfa-settings', 'confirm').click();
    await page
      .locator('mfa-settings [part~=note]', {
        hasText: /removed\. Remove (it|them) from your password manager too/,
      })
      .waitFor();
  });
});

void describe('where the browser cannot', () => {
  beforeEach(async () => {
    await sandbox.passkey('Blue key');
    await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  });

  void test('the element says so, with a way on', async () => {
    await show(USE);
    await inStatus(page, 'mfa-passkey', 'unavailable');
    assert.equal(
      await part(page, 'mfa-passkey', 'unavailable').innerText(),
      'This browser cannot use passkeys on this page.',
    );
    assert.ok(await part(page, 'mfa-passkey', 'restart').isVisible());
  });

  void test('the second step offers what else there is, and says why not the passkey', async () => {
    await sandbox.authenticator('My phone');
    await show('<mfa-challenge></mfa-challenge>');
    assert.equal(
      await part(page, 'mfa-challenge', 'limit').innerText(),
      'This browser cannot use your passkey on this page.',
    );
    const offered = await page.locator('mfa-challenge').innerText();
    assert.doesNotMatch(offered, /^Passkey$/m);
  });

  void test('the account page offers no new ones', async () => {
    await show('<mfa-settings></mfa-settings>');
    await part(page, 'mfa-settings', 'add').first().waitFor();
    assert.equal(await part(page, 'mfa-settings', 'add').filter({ hasText: 'passkey' }).count(), 0);
  });
});

void test('a frame without `allow` says so, and the developer reads what is missing', async () => {
  const frame = htmlPage(`<mfa-config endpoint="${endpoint()}">${USE}</mfa-config>`, SCRIPT);
  const source = site.page('/frame', frame, { 'content-type': 'text/html' });
  const outer = (allow: string): string =>
    site.page('/outer', htmlPage(`<iframe src="${source}" allow="${allow}"></iframe>`), {
      'content-type': 'text/html',
    });
  await page.goto(named(outer('')));
  const inner = page.frameLocator('iframe');
  await inner.locator('mfa-passkey:state(unavailable)').waitFor({ state: 'attached' });
  assert.equal(warnings.filter((text) => text.includes('allow="publickey-credentials-get;')).length, 1);
  await page.goto(named(outer('publickey-credentials-get; publickey-credentials-create')));
  await inner.locator('mfa-passkey:state(ready)').waitFor({ state: 'attached' });
});
