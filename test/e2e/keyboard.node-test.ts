/** Everything can be done with the keyboard alone; at each step it is seen where the focus is, and it is never lost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  asScript,
  errorOf,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
} from '../support/e2e-browser.js';
import { loginRadiusPage, loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { startSite, type Site } from '../support/e2e-site.js';

let browser: Browser;
let site: Site;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

interface Focus {
  /** The part that has the focus, or the element without one. */
  on: string;
  /** Whether a line is drawn around it. */
  seen: boolean;
}

/** Runs in the page: where the focus is, in whatever shadow root. */
function focus(): Focus {
  let element = document.activeElement!;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const lined = (one: Element): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  // The code field's element holds the slot at the end of the line, through however many shadow roots.
  let slot = (element as HTMLElement).assignedSlot;
  while (slot && slot.parentElement?.localName !== 'mfa-code-input') slot = slot.assignedSlot;
  const owner = slot?.parentElement;
  if (!owner) {
    // Its own name comes first, before those that it shares.
    const on = element.part.item(0) ?? (element.id || element.localName);
    // A choice is lined as a whole, its words with it.
    const choice = element.closest('label');
    const isLined = lined(element) || (choice !== null && lined(choice));
    return { on, seen: element.matches(':focus-visible') && isLined };
  }
  // The boxes of the code field are drawn by the element around it: the caret's box, or those that are selected, or all
  // of them until the caret has come.
  return {
    on: 'code',
    seen: [...owner.shadowRoot!.querySelectorAll('[part~=boxes], [part~=active], [part~=selected]')].some(
      lined,
    ),
  };
}

/** Runs in the page: counts the frames in which nothing has the focus, from when something had it. */
function watchFocus(): void {
  const state = { begun: false, lost: 0 };
  Object.assign(window, { focusState: state });
  const look = (): void => {
    if (document.activeElement && document.activeElement !== document.body) state.begun = true;
    else if (state.begun) state.lost++;
    requestAnimationFrame(look);
  };
  look();
}

class Keyboard {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses a key; the focus has to be seen after it. */
  async press(key: string): Promise<string> {
    await this.#page.keyboard.press(key);
    const { on, seen } = await this.#focus();
    assert.ok(seen, `after ${key}: the focus is on ${on} and cannot be seen`);
    return on;
  }

  /** Presses a key until the focus is there. */
  async goTo(target: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const stops: string[] = [];
    while (stops.length < 15) {
      const on = await this.press(key);
      if (on === target) return;
      stops.push(on);
    }
    assert.fail(`${target} is not among: ${stops.join(', ')}`);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** The focus has come here by itself, and is seen. */
  async isOn(target: string): Promise<void> {
    assert.deepEqual(await this.#focus(), { on: target, seen: true });
  }

  async #focus(): Promise<Focus> {
    // What has the focus is drawn with the next frame.
    await this.#page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    return this.#page.evaluate<Focus>(asScript(focus, undefined));
  }
}

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

/** @param markup - Of the page, or the address of one. */
async function open(
  markup: string,
): Promise<{ page: Page; keyboard: Keyboard; lost: () => Promise<number> }> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript({ content: asScript(watchFocus, undefined) });
  await page.goto(markup.startsWith('http') ? markup : site.page('/sign-in', htmlPage(markup, SCRIPT)));
  return {
    page,
    keyboard: new Keyboard(page),
    lost: () => page.evaluate(() => (window as unknown as { focusState: { lost: number } }).focusState.lost),
  };
}

void test('a code by e-mail: asked for, sent again, and checked', async () => {
  const sandbox = await site.sandbox();
  const { page, keyboard, lost } = await open(`<a id="start" href="#start">Start</a>
    <mfa-config endpoint="${sandbox.endpoint}">
      <mfa-otp-request for="sent"></mfa-otp-request>
      <mfa-otp-verify id="sent" resend-delay="0"></mfa-otp-verify>
    </mfa-config>
    <a id="end" href="#end">End</a>`);
  await page.locator('mfa-otp-request').getByLabel('E-mail').waitFor();
  await keyboard.goTo('start');
  await keyboard.goTo('radio');
  await keyboard.press('ArrowDown');
  assert.ok(await page.getByLabel('E-mail').isChecked());
  await keyboard.press('ArrowUp');
  assert.ok(await page.getByLabel('Text message').isChecked());
  await keyboard.press('ArrowDown');
  await keyboard.goTo('submit');
  await keyboard.goTo('radio', 'Shift+Tab');
  await keyboard.goTo('submit');
  await keyboard.press('Enter');
  await inStatus(page, '#sent', 'ready');
  await keyboard.isOn('code');
  assert.equal((await sandbox.outbox())[0]?.channel, 'email');

  await keyboard.type(await sandbox.wrongCode());
  await keyboard.press('Enter');
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await keyboard.isOn('code');

  await keyboard.goTo('resend');
  await keyboard.press('Space');
  await page.locator('#sent [role=status]', { hasText: 'We sent a new code' }).waitFor({ state: 'attached' });
  await inStatus(page, '#sent', 'ready');
  await keyboard.isOn('code');

  await keyboard.type(await sandbox.wrongCode());
  await keyboard.goTo('submit');
  await keyboard.press('Space');
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await keyboard.isOn('code');
  // What was refused is selected: typing replaces it.
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, '#sent', 'verified');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('an authenticator app: named, paired by its key, and activated', async () => {
  const sandbox = await site.sandbox();
  const { page, keyboard, lost } = await open(`<a id="start" href="#start">Start</a>
    <mfa-totp-enroll endpoint="${sandbox.endpoint}"></mfa-totp-enroll>
    <a id="end" href="#end">End</a>`);
  await part(page, 'mfa-totp-enroll', 'name-input').waitFor();
  await keyboard.goTo('name-input');
  await keyboard.type('My phone');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-totp-enroll', 'pairing');
  await keyboard.isOn('step');

  await keyboard.goTo('summary');
  await keyboard.press('Space');
  const key = await part(page, 'mfa-totp-enroll', 'secret').innerText();
  await keyboard.goTo('copy');
  await keyboard.press('Enter');
  await part(page, 'mfa-totp-enroll', 'copy-note').waitFor();

  const code = await appCode(key, sandbox);
  await keyboard.goTo('code');
  await keyboard.type(otherCode(code));
  await keyboard.press('Enter');
  assert.match(await errorOf(page, 'mfa-totp-enroll'), /^That code is not right/);
  await keyboard.isOn('code');
  await keyboard.type(code);
  await keyboard.goTo('submit');
  await keyboard.press('Space');
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('the second step: a code, another way, back, and the code again', async () => {
  const sandbox = await loginRadiusSandbox(site);
  const { page, keyboard, lost } = await open(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('start');
  await keyboard.goTo('code');
  await keyboard.type(await sandbox.wrongCode());
  await keyboard.press('Enter');
  await page
    .locator('mfa-challenge')
    .getByText('That code is not right')
    .first()
    .waitFor({ state: 'attached' });
  await inStatus(page, 'mfa-challenge mfa-otp-verify', 'ready');
  await keyboard.isOn('code');

  await keyboard.goTo('another');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.isOn('title');
  await keyboard.goTo('way');
  await keyboard.goTo('way');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.isOn('recovery-input');
  await keyboard.type('02ea0-de2bd');
  await keyboard.press('Enter');
  await page.locator('mfa-challenge #recovery-error', { hasText: 'not right' }).waitFor();
  await keyboard.isOn('recovery-input');

  await keyboard.goTo('another');
  await keyboard.press('Space');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.goTo('back');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('another');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.goTo('way');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.isOn('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'completed');
  await keyboard.isOn('done');
  assert.equal((await sandbox.outbox()).length, 1);
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('the account page: another number, a factor removed, recovery codes', async () => {
  const sandbox = await loginRadiusSandbox(site, { answers: { q1: 'ms green', q2: 'elm street' } });
  const { page, keyboard, lost } = await open(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');

  await keyboard.goTo('change');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'changing');
  await keyboard.isOn('task-title');
  await keyboard.goTo('input');
  await keyboard.type('+12025550199');
  await keyboard.goTo('submit');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings mfa-otp-verify', 'ready');
  await keyboard.isOn('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');
  await page.locator('mfa-settings').getByText('ending in 0199').first().waitFor();
  await keyboard.isOn('note');

  await keyboard.goTo('remove');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'removing');
  await keyboard.isOn('task-title');
  await keyboard.goTo('cancel');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');
  await keyboard.isOn('remove');
  await keyboard.press('Enter');
  await keyboard.goTo('confirm');
  await keyboard.press('Space');
  await page.locator('mfa-settings').getByText('is removed').first().waitFor();
  await inStatus(page, 'mfa-settings', 'ready');
  await keyboard.isOn('note');

  await keyboard.goTo('show');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-recovery-codes', 'shown');
  await keyboard.isOn('title');
  await keyboard.goTo('copy');
  await keyboard.press('Enter');
  await part(page, 'mfa-recovery-codes', 'note').waitFor();
  await keyboard.goTo('saved');
  await keyboard.press('Space');
  await keyboard.goTo('continue');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-recovery-codes', 'acknowledged');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('a lost or hidden focus would be noticed', async () => {
  const { page, keyboard, lost } = await open(
    '<style>#hidden:focus { outline: none }</style><button id="seen">Seen</button><button id="hidden">Hidden</button>',
  );
  await keyboard.goTo('seen');
  await assert.rejects(keyboard.press('Tab'), /cannot be seen/);
  await page.locator('#hidden').evaluate((button) => button.remove());
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok((await lost()) > 0);
  await page.context().close();
});
