import { WebdriverLauncher } from '@web/test-runner-webdriver';
import { Key } from 'webdriverio';
import type { WebKitProcess } from './webkit-process.js';

/** What the launcher keeps to itself. */
interface Inside {
  driverManager:
    | {
        startSession(id: string, url: string): Promise<void>;
        performActions(id: string, actions: readonly object[]): Promise<void>;
      }
    | undefined;
  ensureManagerInitialized(): Promise<void>;
}

/**
 * Opens pages in WebKit. The runner's own launcher does not wait until a page is open: where the page is done with its
 * tests before that, or the browser has crashed, the whole run ends, without a word on why. Here the page is waited for,
 * and a browser that opens none is started anew.
 */
export class WebKitLauncher extends WebdriverLauncher {
  readonly #process: WebKitProcess;
  #opening: Promise<void> | undefined;

  constructor(process: WebKitProcess, binary: string) {
    super({
      hostname: '127.0.0.1',
      port: process.port,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      } as never,
    });
    this.#process = process;
  }

  override async initialize(config: Parameters<WebdriverLauncher['initialize']>[0]): Promise<void> {
    await super.initialize(config);
    this.name = 'WebKit';
  }

  override startSession(id: string, url: string): Promise<void> {
    return (this.#opening = this.#openOrStartAnew(id, url));
  }

  /** What its tests came to, the page has told by itself: a browser that is gone needs no stop. */
  override async stopSession(id: string): ReturnType<WebdriverLauncher['stopSession']> {
    try {
      await this.#opening;
      return await super.stopSession(id);
    } catch {
      return { testCoverage: undefined };
    }
  }

  /** Presses chords of keys, one after the other, in one command: each command takes longer than ten keys. */
  async pressKeys(id: string, chords: readonly (readonly string[])[]): Promise<void> {
    const actions = chords.flatMap((chord) => {
      const values = chord.map((key) => (Key as Readonly<Record<string, string>>)[key] ?? key);
      return [
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.reverse().map((value) => ({ type: 'keyUp', value })),
      ];
    });
    await (this as unknown as Inside).driverManager?.performActions(id, [
      { type: 'key', id: 'keyboard', actions },
    ]);
  }

  async #openOrStartAnew(id: string, url: string): Promise<void> {
    try {
      await this.#open(id, url);
    } catch (error) {
      console.warn(`WebKit is started anew: ${String(error)}`);
      await this.stop();
      (this as unknown as Inside).driverManager = undefined;
      await this.#process.ready();
      await this.#open(id, url);
    }
  }

  async #open(id: string, url: string): Promise<void> {
    const inside = this as unknown as Inside;
    await inside.ensureManagerInitialized();
    await inside.driverManager?.startSession(id, url);
  }
}
