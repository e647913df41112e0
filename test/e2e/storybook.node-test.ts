/** Storybook as one command builds it: a static site that works from any sub-folder, and asks for nothing outside of it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { run } from '../../scripts/run.js';
import { launchBrowser } from '../support/e2e-browser.js';

const ORIGIN = 'http://localhost:9';
/** Storybook's own pages are large. */
const SLOW_MACHINE_MS = 120_000;
const FOLDER = '/any/sub-folder/';

let browser: Browser;
let built: string;

before(async () => {
  built = await mkdtemp(join(tmpdir(), 'storybook-'));
  const { code, output } = await run('npm', ['run', 'build-storybook', '--', '--quiet', '-o', built], {
    quiet: true,
  });
  assert.equal(code, 0, output);
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await rm(built, { recursive: true, force: true });
});

/** Opens an address of the folder, does something there, and gives what went wrong on the way. */
async function visit(address: string, look: (page: Page) => Promise<unknown>): Promise<string[]> {
  const context = await browser.newContext();
  const wrong: string[] = [];
  await context.route('**', async (route) => {
    const url = new URL(route.request().url());
    const isInside = url.origin === ORIGIN && url.pathname.startsWith(FOLDER);
    const path = join(built, decodeURIComponent(url.pathname.slice(FOLDER.length)));
    if (isInside && existsSync(path)) return route.fulfill({ path });
    wrong.push(`${isInside ? 'is missing' : 'leaves the folder'}: ${url.href}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW_MACHINE_MS);
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(ORIGIN + FOLDER + address);
  await look(page);
  await context.close();
  return wrong;
}

void test('a guide is there', async () => {
  const wrong = await visit('iframe.html?id=guides-events--docs&viewMode=docs', (page) =>
    page.getByRole('cell', { name: 'mfa-otp-sent' }).first().waitFor(),
  );
  assert.deepEqual(wrong, []);
});

void test('what comes from the manifest is there', async () => {
  const wrong = await visit('iframe.html?id=anatomy--mfa-countdown&viewMode=story', (page) =>
    page.getByRole('cell', { name: '::part(time)' }).waitFor(),
  );
  assert.deepEqual(wrong, []);
});

void test('the toolbar reaches the story', async () => {
  const globals =
    'globals=theme:dark;look:govuk;direction:rtl;density:compact;contrast:more;scenario:offline';
  const wrong = await visit(
    `index.html?path=/story/elements-mfa-otp-request--playground&${globals}`,
    async (page) => {
      const story = page.frameLocator('#storybook-preview-iframe');
      await story.locator('[part~=submit]').first().click();
      await story.getByText('You seem to be offline', { exact: false }).first().waitFor();
      const root = story.locator('html');
      assert.equal(await root.getAttribute('dir'), 'rtl');
      assert.equal(await root.getAttribute('data-density'), 'compact');
      assert.equal(await root.getAttribute('class'), 'mfa-theme-govuk');
      const frame = page.frame({ url: /iframe\.html/ })!;
      await frame.waitForFunction(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--mfa-font').includes('GDS'),
      );
      assert.equal(await root.evaluate((html) => html.style.colorScheme), 'dark');
    },
  );
  assert.deepEqual(wrong, []);
});

void test('a journey is played to its end', async () => {
  const wrong = await visit('iframe.html?id=journeys--code-by-message&viewMode=story', (page) =>
    page.locator('mfa-otp-verify:state(verified)').waitFor(),
  );
  assert.deepEqual(wrong, []);
});
