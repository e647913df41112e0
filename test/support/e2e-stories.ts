/** The stories on a server of their own, and a browser to look at them: for who looks from outside. */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { launchBrowser } from './e2e-browser.js';
// Only for what the page is said to offer.
import type {} from '../stories/show-story.js';

export class Stories {
  private constructor(
    readonly server: ViteDevServer,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Stories> {
    const server = await createServer({
      configFile: false,
      root: fileURLToPath(new URL('../../', import.meta.url)),
      logLevel: 'error',
      cacheDir: 'node_modules/.cache/mfa-elements-stories',
      server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
      optimizeDeps: { entries: ['test/stories/show-story.ts'] },
    });
    await server.listen();
    return new Stories(server, await launchBrowser());
  }

  /** A page that offers `window.storyPage`, and on which no time passes: what is left of a code is what its story says. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.browser.newPage(options);
    // The first time, the server has everything to compile.
    page.setDefaultTimeout(120_000);
    await page.addInitScript(stopClocks);
    await page.goto(`${this.server.resolvedUrls!.local[0]!}test/stories/story-page.html`);
    await page.waitForFunction(() => window.storyPage !== undefined);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** Runs in the page: both of its clocks stand still, while its timers go on. */
function stopClocks(): void {
  const [now, ticks] = [Date.now(), performance.now()];
  Date.now = () => now;
  performance.now = () => ticks;
}
