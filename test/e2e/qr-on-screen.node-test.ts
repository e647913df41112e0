/** The QR code as a person sees it: a screenshot, read by `zbarimg`; the code that `oathtool` makes of it is right. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import { beginPairing, enterCode, htmlPage, inStatus, launchBrowser } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import { findProgram } from '../support/engines.js';

let browser: Browser;
let site: Site;
let folder: string;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  folder = await mkdtemp(join(tmpdir(), 'qr-'));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
});

const DEBIAN_PACKAGES = { zbarimg: 'zbar-tools', oathtool: 'oathtool' };

async function output(program: keyof typeof DEBIAN_PACKAGES, ...args: string[]): Promise<string> {
  if (!findProgram(program)) {
    assert.fail(`This test needs ${program}. On Debian: apt-get install ${DEBIAN_PACKAGES[program]}`);
  }
  return (await promisify(execFile)(program, args)).stdout.trim();
}

for (const scheme of ['light', 'dark'] as const) {
  for (const [size, style] of [
    ['of the default size', ''],
    ['of 160 px', 'mfa-totp-enroll { --mfa-qr-code-size: 160px; }'],
  ] as const) {
    void test(`a QR code ${size} in the ${scheme} theme`, async () => {
      const sandbox = await site.sandbox();
      const page = await (await browser.newContext({ colorScheme: scheme })).newPage();
      const head = `<style>:root { color-scheme: light dark; } ${style}</style><script type="module" src="/kit/mfa-elements.js"></script>`;
      // A long name makes a dense code.
      const markup = `<mfa-totp-enroll endpoint="${sandbox.endpoint}" issuer="The Pretend Savings Bank of Anytown" account-label="jane.doe.with.a.long.name@example.com"></mfa-totp-enroll>`;
      await page.goto(site.page('/pair', htmlPage(markup, head)));
      await beginPairing(page, 'My phone');
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      assert.equal(ground, 'light dark');
      const box = await page.locator('mfa-qr-code').boundingBox();
      if (style) assert.equal(box?.width, 160);

      const file = join(folder, `${scheme}-${style ? 'small' : 'default'}.png`);
      await page.locator('mfa-totp-enroll').screenshot({ path: file });
      const read = (await output('zbarimg', '--raw', '-q', file)).split('\n');
      assert.equal(read.length, 1);
      const uri = new URL(read[0]!);
      assert.equal(uri.protocol, 'otpauth:');
      assert.equal(uri.searchParams.get('issuer'), 'The Pretend Savings Bank of Anytown');
      const secret = uri.searchParams.get('secret') ?? '';
      const code = await output('oathtool', '--totp', '-b', secret);
      await enterCode(page, 'mfa-totp-enroll', code);
      await inStatus(page, 'mfa-totp-enroll', 'activated');
      await page.context().close();
    });
  }
}
