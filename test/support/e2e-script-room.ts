/** The built scripts on another origin, a site of one's own, and a new browser page for each test. */
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from './e2e-build.js';
import { launchBrowser } from './e2e-browser.js';
import { startSite, type Site } from './e2e-site.js';

export interface ScriptRoom {
  /** Where the scripts come from. */
  readonly kit: Site;
  /** Where the pages are, and the sandboxes. */
  readonly site: Site;
  readonly browser: Browser;
  /** Of the test that runs. */
  readonly page: Page;
  /** What its console and its errors have said. */
  readonly complaints: readonly string[];
}

/** To be called once in a test file, outside of its tests. */
export function scriptRoom(): ScriptRoom {
  const room = {} as { -readonly [Name in keyof ScriptRoom]: ScriptRoom[Name] };
  before(async () => {
    room.kit = await startSite({ files: { at: '/', folder: await builtScript() }, shared: true });
    room.site = await startSite();
    room.browser = await launchBrowser();
  });
  after(async () => {
    await room.browser.close();
    await Promise.all([room.kit.close(), room.site.close()]);
  });
  beforeEach(async () => {
    room.page = await (await room.browser.newContext()).newPage();
    const complaints: string[] = [];
    room.complaints = complaints;
    room.page.on('console', (message) => complaints.push(message.text()));
    room.page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterEach(() => room.page.context().close());
  return room;
}
