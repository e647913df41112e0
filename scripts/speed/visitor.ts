/** The browser that comes to the subjects' pages, each time as if for the first time. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { asScript } from '../../test/support/e2e-browser.js';
import { listen, type Listening } from '../../examples/server/listen.js';
import { buildScreen } from '../build-screen.js';
import { lay, type Burden } from './burden.js';
import { installTools, type Path } from './in-page.js';
import type { Plugin } from 'vite';

/** A page that is measured. */
export interface Subject {
  /** The module that the page loads, as its author wrote it. */
  entry: string;
  /** How it is built, beside what all have in common. */
  plugins?: readonly Plugin[];
  markup?: string;
  /** The field that somebody types into, or the drawing that somebody looks at. */
  target: Path;
  burden?: Burden;
}

export interface Visit {
  page: Page;
  cdp: CDPSession;
}

const THROTTLED = 4;

/** Builds subjects, serves them from loopback, and opens their pages. */
export class Visitor {
  readonly browser: Browser;
  readonly #server: Listening;
  readonly #files = new Map<string, { type: string; body: Buffer }>();
  readonly #pages = new Map<string, Promise<string>>();

  private constructor(browser: Browser, server: Listening) {
    this.browser = browser;
    this.#server = server;
    server.handle = ({ url = '' }, outgoing) => {
      const file = this.#files.get(url);
      if (!file) return void outgoing.writeHead(404).end();
      outgoing
        .writeHead(200, { 'content-type': file.type, 'content-length': file.body.length })
        .end(file.body);
    };
  }

  static async start(browser: Browser): Promise<Visitor> {
    return new Visitor(browser, await listen());
  }

  /**
   * Opens a subject's page with nothing cached, and passes it on once it is loaded; closes it afterwards.
   *
   * @param before - Runs in the page before its own scripts.
   */
  async visit<Value>(
    subject: Subject,
    { slow = false, before = '' }: { slow?: boolean; before?: string },
    call: (visit: Visit) => Promise<Value>,
  ): Promise<Value> {
    const url = await this.#addressOf(subject);
    const context = await this.browser.newContext();
    try {
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      if (slow) await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLED });
      const scripts = [asScript(installTools, undefined), before];
      if (subject.burden) scripts.push(asScript(lay, subject.burden));
      await page.addInitScript({ content: scripts.join(';\n') });
      await page.goto(url);
      return await call({ page, cdp });
    } finally {
      await context.close();
    }
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Two subjects that differ in their burden only share a build. */
  #addressOf({ entry, plugins, markup }: Subject): Promise<string> {
    const key = JSON.stringify([entry, markup]);
    let page = this.#pages.get(key);
    if (!page) this.#pages.set(key, (page = this.#publish(`/${this.#pages.size}`, entry, plugins, markup)));
    return page;
  }

  async #publish(
    at: string,
    entry: string,
    plugins: readonly Plugin[] = [],
    markup = '<main></main>',
  ): Promise<string> {
    const chunks = await buildScreen(entry, plugins);
    for (const { fileName, code } of chunks) this.#put(`${at}/${fileName}`, 'text/javascript', code);
    const [first] = chunks;
    // As Vite writes it into an app's page: what the entry imports is asked for along with it.
    const preloads = first.imports.map((file) => `<link rel="modulepreload" href="${at}/${file}">`).join('');
    const script = `${preloads}<script type="module" src="${at}/${first.fileName}"></script>`;
    this.#put(
      at,
      'text/html; charset=utf-8',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title>${script}</head><body>${markup}</body></html>`,
    );
    return this.#server.url + at;
  }

  #put(path: string, type: string, text: string): void {
    this.#files.set(path, { type, body: Buffer.from(text) });
  }
}
