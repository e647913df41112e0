/** Elements that come and go leave nothing behind, and those that stay wake the page as little as can be. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { asScript, htmlPage, launchBrowser } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import { countTimers, pendingTimers } from '../support/e2e-timers.js';

let browser: Browser;
let site: Site;
let page: Page;
let session: CDPSession;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  const script = '<script type="module" src="/kit/mfa-elements.js"></script>';
  site.page('/', htmlPage('<main></main>', script));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  session = await page.context().newCDPSession(page);
});
afterEach(() => page.context().close());

interface Mounting {
  tag: string;
  times: number;
  /** For the test of this test: the page holds on to what it removed. */
  keep?: boolean;
}

/** Runs in the page: mounts and removes elements by the dozen, each with something under way. */
async function mount({ tag, times, keep }: Mounting): Promise<number> {
  const main = document.querySelector('main')!;
  const now = Date.now();
  const settings: Record<string, object> = {
    'mfa-code-input': { value: '123' },
    'mfa-countdown': { seconds: 300 },
    'mfa-phone-input': { country: 'GB', value: '+442079460018' },
    'mfa-qr-code': { value: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP' },
    'mfa-otp-request': { endpoint: '/nowhere', id: 'request' },
    'mfa-otp-verify': {
      challenge: { id: 'x', channel: 'sms', expiresAt: now + 300_000, resendAt: now + 60_000 },
    },
    'mfa-totp-enroll': {
      client: {
        namesDevices: false,
        beginTotpEnrollment: () =>
          Promise.resolve({ id: 'x', secret: 'JBSWY3DPEHPK3PXP', expiresAt: Date.now() + 300_000 }),
      },
    },
  };
  const state = window as unknown as { kept?: Element[]; pendingTimers: () => number };
  let most = 0;
  for (let left = times; left > 0; left -= 50) {
    const elements = Array.from({ length: Math.min(50, left) }, () =>
      Object.assign(document.createElement(tag), settings[tag]),
    );
    main.append(...elements);
    // Two frames: drawn, and seen by its observers.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    most = Math.max(most, state.pendingTimers());
    for (const element of elements) element.remove();
    if (keep) (state.kept ??= []).push(...elements);
    await Promise.resolve();
  }
  sessionStorage.clear();
  return most;
}

async function mounted(mounting: Mounting): Promise<{ nodes: number; listeners: number; most: number }> {
  const most = await page.evaluate<number>(asScript(mount, mounting));
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { nodes, listeners: jsEventListeners, most };
}

async function open(): Promise<void> {
  await countTimers(page);
  await page.goto(site.url);
  await page.evaluate(() => customElements.whenDefined('mfa-totp-enroll').then(() => undefined));
  // They come when the first one is on the page.
  await page.evaluate(async () => {
    for (const tag of ['mfa-passkey', 'mfa-confirm', 'mfa-push', 'mfa-push-enroll']) {
      const first = document.createElement(tag);
      document.body.append(first);
      await customElements.whenDefined(tag);
      first.remove();
    }
  });
}

for (const tag of [
  'mfa-config',
  'mfa-code-input',
  'mfa-countdown',
  'mfa-phone-input',
  'mfa-qr-code',
  'mfa-otp-request',
  'mfa-otp-verify',
  'mfa-totp-enroll',
  'mfa-passkey',
  'mfa-confirm',
  'mfa-push',
  'mfa-push-enroll',
]) {
  void test(`${tag}: 1,000 mounts leave nothing`, async () => {
    await open();
    const early = await mounted({ tag, times: 100 });
    const late = await mounted({ tag, times: 1000 });
    // The engine may hold the last element or two for a while. What is left of each would be a thousand nodes.
    assert.ok(late.nodes - early.nodes < 200, `${early.nodes} nodes, then ${late.nodes}`);
    assert.ok(late.listeners - early.listeners < 40, `${early.listeners} listeners, then ${late.listeners}`);
    assert.equal(await pendingTimers(page), 0);
    // Something was under way, where the element has a time to watch.
    const watches = ['mfa-countdown', 'mfa-otp-verify', 'mfa-totp-enroll'].includes(tag);
    assert.equal(late.most > 0, watches, `${late.most} timers at most`);
  });
}

void test('what a page holds on to would be noticed', async () => {
  await open();
  const early = await mounted({ tag: 'mfa-countdown', times: 100, keep: true });
  const late = await mounted({ tag: 'mfa-countdown', times: 200, keep: true });
  assert.ok(late.nodes - early.nodes >= 200, `${early.nodes} nodes, then ${late.nodes}`);
});

void test('a hundred countdowns wake the page once a second, and not while it is hidden', async () => {
  await page.clock.install();
  await page.goto(site.url);
  // In the middle of a second, and still: a hundred that begin on both sides of a whole second show two times.
  await page.clock.pauseAt(Math.ceil(Date.now() / 1000) * 1000 + 60_500);
  await page.evaluate(async () => {
    await customElements.whenDefined('mfa-countdown');
    const begin = window.setTimeout;
    const state = { wakes: 0 };
    window.setTimeout = ((callback: () => void, ms?: number) =>
      begin(() => {
        state.wakes++;
        callback();
      }, ms)) as typeof setTimeout;
    Object.assign(window, { state });
    document.querySelector('main')!.innerHTML = '<mfa-countdown seconds="600"></mfa-countdown>'.repeat(100);
  });
  const look = (): Promise<{ wakes: number; texts: string[] }> =>
    page.evaluate(() => ({
      wakes: (window as unknown as { state: { wakes: number } }).state.wakes,
      texts: [...document.querySelectorAll('mfa-countdown')].map(
        (element) => element.shadowRoot!.querySelector('[part~=time]')!.textContent,
      ),
    }));
  const hide = (hidden: boolean): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const first = await look();
  await page.clock.runFor(20_000);
  const second = await look();
  assert.equal(second.wakes - first.wakes, 20);
  assert.equal(new Set(second.texts).size, 1, 'all show the same');
  assert.notEqual(second.texts[0], first.texts[0]);

  await hide(true);
  await page.clock.runFor(20_000);
  assert.equal((await look()).wakes, second.wakes);
  await hide(false);
  await page.clock.runFor(1000);
  const third = await look();
  assert.equal(third.wakes - second.wakes, 1);
  const secondsOf = (text = ''): number => {
    const [minutes, seconds] = text.trim().split(':').map(Number);
    return minutes! * 60 + seconds!;
  };
  assert.equal(secondsOf(second.texts[0]) - secondsOf(third.texts[0]), 21);
});
