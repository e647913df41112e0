/** The samples of a look of one's own: each of them is a whole sign-in, in a real browser, over real HTTP. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { htmlPage, launchBrowser } from '../support/e2e-browser.js';
import { countTimers, pendingTimers } from '../support/e2e-timers.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox, TestSandboxSettings } from '../support/sandbox.js';
import { bundled, SAMPLES, type Sample } from './samples.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const COOLDOWN_MS = 60_000;

let browser: Browser;
let site: Site;
let sandbox: TestSandbox;
let page: Page;
/** What the page had to complain about. */
let complaints: string[];

before(async () => {
  site = await startSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

for (const sample of SAMPLES) {
  void describe(`a look of one's own: ${sample}`, { timeout: 300_000 }, () => {
    before(async () => site.script(`/${sample}.js`, await bundled(sample)));
    beforeEach(() => start(sample));
    afterEach(finish);

    void it('asks for a code, refuses a wrong one, and takes the right one', async () => {
      await askForCode();
      await says('status', /We sent a code to \S*0406/);
      await enter(await sandbox.wrongCode());
      await says('alert', /not the code that we sent/);
      assert.equal(await field().getAttribute('aria-invalid'), 'true');
      assert.equal(await field().getAttribute('aria-describedby'), 'problem');
      await isAccessible();

      await field().fill('1');
      await says('alert', /^$/);
      assert.equal(await field().getAttribute('aria-invalid'), 'false');
      await enter(await sandbox.lastCode());
      await says('status', /You are signed in/);
      await field().waitFor({ state: 'hidden' });
      assert.equal(await page.locator('#app').getAttribute('data-signed-in'), '1');
    });

    void it('counts down, and sends another code after the wait', async () => {
      await askForCode();
      await says('timer', /Expires in (5:00|4:\d\d)/);
      await button(/Send another code in (1:00|0:\d\d)/).click({ force: true });
      assert.equal((await sandbox.outbox()).length, 1, 'nothing is sent before the wait is over');
      await pass(COOLDOWN_MS + 1000);
      await says('timer', /Expires in 3:\d\d/);
      await field().fill('12');
      await button(/^Send another code$/).click();
      await button(/Send another code in/).waitFor();
      assert.equal((await sandbox.outbox()).length, 2);
      assert.equal(await field().inputValue(), '');
      await enter(await sandbox.lastCode());
      await says('status', /You are signed in/);
    });

    void it('says that a code is over, and goes on with another one', async () => {
      await askForCode();
      await pass(301_000);
      await says('alert', /This code is over/);
      await isAccessible();
      await button(/^Send another code$/).click();
      await says('timer', /Expires in/);
      await enter(await sandbox.lastCode());
      await says('status', /You are signed in/);
    });

    void it('says until when an account is locked', async () => {
      await askForCode();
      await sandbox.lock(900);
      await enter(await sandbox.lastCode());
      await says('alert', /locked for a while/);
      await says('timer', /Try again in 1[45]:\d\d/);
      assert.equal(await field().isEditable(), false);
    });

    void it('leads back to the sign-in when the session is over, whoever notices', async () => {
      await askForCode();
      await sandbox.faults({ fail: 'html' });
      await enter(await sandbox.lastCode());
      await page.getByRole('link', { name: 'Sign in again' }).waitFor();
      await says('alert', /taken too long/);
      await isAccessible();

      await open(sample, { gateway: null });
      await button(/^Text me a code$/).click();
      await page.getByRole('link', { name: 'Sign in again' }).waitFor();
      await says('alert', /taken too long/);
    });

    void it('goes on after a reload', async () => {
      await askForCode();
      await page.reload();
      await says('timer', /Expires in/);
      await enter(await sandbox.lastCode());
      await says('status', /You are signed in/);
      assert.equal((await sandbox.outbox()).length, 1);
    });

    void it('gives up what is under way when the page takes it away', async () => {
      await askForCode();
      // Without time no call gives itself up.
      await page.clock.pauseAt(Date.now() + 10_000);
      await sandbox.faults({ fail: 'never' });
      await enter('123456');
      const visit = await site.visit(({ path, body }) => isOurs(path) && body.includes('123456'));
      assert.ok((await pendingTimers(page)) > 0);
      await page.evaluate(() => (globalThis as unknown as { leave: () => void }).leave());
      await visit.hungUp;
      assert.equal(await page.locator('#app').innerText(), '');
      // Frameworks have a few timers of their own, of seconds.
      await page.clock.runFor(4000);
      assert.equal(await pendingTimers(page), 0);
    });
  });
}

void describe("a look of one's own: React hides it", { timeout: 180_000 }, () => {
  const show = (mode: 'hidden' | 'visible'): Promise<void> =>
    page.evaluate((to) => (globalThis as unknown as { show: (mode: string) => void }).show(to), mode);
  before(async () => site.script('/react.js', await bundled('react')));
  beforeEach(() => start('react'));
  afterEach(finish);

  void it('and it goes on where it was', async () => {
    await askForCode();
    await show('hidden');
    await field().waitFor({ state: 'hidden' });
    await show('visible');
    await enter(await sandbox.lastCode());
    await says('status', /You are signed in/);
  });

  void it('and after a success it can be begun anew', async () => {
    await askForCode();
    await enter(await sandbox.lastCode());
    await says('status', /You are signed in/);
    await show('hidden');
    await pass(COOLDOWN_MS + 1000);
    await show('visible');
    await askForCode();
    await enter(await sandbox.lastCode());
    await says('status', /You are signed in/);
  });
});

async function start(sample: Sample): Promise<void> {
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Browsers say by themselves which answers were refusals.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (!isAnswer && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.clock.install();
  await countTimers(page);
  await open(sample, { tellsTimes: true, cooldownMs: COOLDOWN_MS });
}

async function finish(): Promise<void> {
  await page.context().close();
  assert.deepEqual(complaints, []);
}

async function open(sample: Sample, settings: TestSandboxSettings): Promise<void> {
  sandbox = await site.sandbox(settings);
  const app = `<main><h1>Sign in</h1><div id="app" data-endpoint="${sandbox.endpoint}"></div></main>`;
  const script = `<script type="module" src="/${sample}.js"></script>`;
  await page.goto(site.page(`/${sample}`, htmlPage(app, script)));
}

const field = (): Locator => page.getByLabel('Code', { exact: true });
const button = (name: RegExp): Locator => page.getByRole('button', { name });

async function askForCode(): Promise<void> {
  await button(/^Text me a code$/).click();
  await field().waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'code');
}

async function enter(code: string): Promise<void> {
  await field().fill(code);
  await button(/^Check$/).click();
}

/** Waits for a text that people see, by its role. */
async function says(role: 'status' | 'alert' | 'timer', text: RegExp): Promise<void> {
  await page.locator(`[role=${role}]`).filter({ hasText: text }).first().waitFor({ state: 'attached' });
}

/** Time passes, in the page and at the server. */
async function pass(ms: number): Promise<void> {
  await sandbox.advance(ms);
  await page.clock.runFor(ms);
}

/** Whether a request is for the backend of this page. */
function isOurs(path: string): boolean {
  return (site.url + path).startsWith(sandbox.base);
}

async function isAccessible(): Promise<void> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
}
