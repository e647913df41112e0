/** The requests of a script tag, counted in a browser: the files that the size budgets are about, and no others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { scriptFiles } from '../../scripts/script-files.js';
import { SCRIPT_JOBS } from '../../scripts/sizes.js';
import { builtScript } from '../support/e2e-build.js';
import { enterCode, htmlPage, inStatus, launchBrowser, requestCode } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';

let browser: Browser;
let site: Site;
let folder: string;

before(async () => {
  folder = await builtScript();
  site = await startSite({ files: { at: '/kit/', folder } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

for (const { name, script } of SCRIPT_JOBS)
  void test(name, async () => {
    site.visits.length = 0;
    const sandbox = await site.sandbox();
    const markup = `<mfa-config endpoint="${sandbox.endpoint}">
      <mfa-otp-request for="sent"></mfa-otp-request><mfa-otp-verify id="sent"></mfa-otp-verify>
    </mfa-config>`;
    const head = `<script type="module" src="/kit/${script}.js"></script>`;
    const page = await (await browser.newContext()).newPage();
    await page.goto(site.page('/', htmlPage(markup, head)));
    await requestCode(page, 'Text message');
    await enterCode(page, '#sent', await sandbox.lastCode());
    await inStatus(page, '#sent', 'verified');
    await page.context().close();
    const asked = site.visits.map(({ path }) => path).filter((path) => path.startsWith('/kit/'));
    const expected = [...(await scriptFiles(folder, script))].map((file) => `/kit/${file}`);
    assert.deepEqual(asked.sort(), expected.sort());
  });
