/** The website that samples are about: our files and a backend where they say, and a browser that visits it. */
import type { Browser, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { builtScript } from '../support/e2e-build.js';
import { launchBrowser } from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

export interface SampleSite extends Pick<Site, 'script' | 'url'> {
  /** The one that is open. */
  readonly page: Page;
  /** What stands in its console as an error or a warning, and what has failed in it. */
  readonly complaints: string[];
  /** Behind `/mfa`, and behind LoginRadius's own host. */
  readonly sandbox: TestSandbox;
  /** Puts a page there; gives its address. */
  put: Site['page'];
  open(): Promise<void>;
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** The key in samples. */
export const API_KEY = 'your-public-key';
export const JDOE = {
  userName: 'jdoe',
  password: 'correct horse',
  emails: ['jdoe@example.com'],
  phone2fa: '+12025550406',
};

export async function startSampleSite(): Promise<SampleSite> {
  const folder = await builtScript();
  const site = await startSite({ files: { at: '/mfa-elements/', folder } });
  const browser: Browser = await launchBrowser();
  let page: Page;
  let sandbox: TestSandbox;
  let complaints: string[] = [];

  async function open(): Promise<void> {
    complaints = [];
    sandbox = await site.sandbox({ loginRadius: { apiKey: API_KEY, users: [JDOE] } });
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    const behind = (asked: string, origin = asked): string => {
      const { pathname, search } = new URL(asked);
      return new URL(new URL(sandbox.base).pathname + pathname + search, origin).href;
    };
    const { port } = new URL(site.url);
    await page.route(
      (url) => url.port === port && url.pathname.startsWith('/mfa/'),
      (route) => route.continue({ url: behind(route.request().url()) }),
    );
    await page.route(/^https:\/\/(api\.loginradius|config\.lrcontent)\.com\//, async (route) => {
      const response = await route.fetch({ url: behind(route.request().url(), site.url) });
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'access-control-allow-origin': '*' },
      });
    });
    await page.route('https://your.site/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const headers = { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' };
      await route.fulfill({ headers, body: await readFile(folder + pathname, 'utf8') });
    });
    // What an app's own server has of the package.
    await page.route('**/node_modules/mfa-elements/**', async (route) => {
      const [, path = ''] = new URL(route.request().url()).pathname.split('/node_modules/mfa-elements/');
      await route.fulfill({ contentType: 'text/css', body: await readFile(path, 'utf8') });
    });
    // What a page leaves behind, in a sample of "before".
    await page.route('https://auth.lrcontent.com/**', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
  }

  return {
    get page() {
      return page;
    },
    get complaints() {
      return complaints;
    },
    get sandbox() {
      return sandbox;
    },
    url: site.url,
    put: site.page,
    script: site.script,
    open,
    leave: () => page.context().close(),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
