import { fileURLToPath } from 'node:url';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import type { TestRunnerConfig } from '@web/test-runner';
import { findEngines } from './support/engines.js';
import { keysPlugin } from './support/keys-plugin.js';
import { libraryMiddleware } from './support/library-middleware.js';
import { onePiecePlugin } from './support/one-piece-plugin.js';
import { renderedMiddleware } from './support/rendered-middleware.js';
import { sandboxMiddleware } from './support/sandbox-middleware.js';
import { sessionsMiddleware } from './support/sessions-middleware.js';
import { serversMiddleware } from './support/servers-middleware.js';
import { startWebKit } from './support/webkit-process.js';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const engines = findEngines();
const wanted = (process.env.MFA_ENGINES ?? 'chromium,firefox,webkit').split(',');
type Browsers = NonNullable<TestRunnerConfig['browsers']>;
const browsers: Browsers = [];
const onePage = { concurrency: 1 };

if (engines.chromium && wanted.includes('chromium')) {
  browsers.push(
    chromeLauncher({
      ...onePage,
      launchOptions: {
        executablePath: engines.chromium,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
        ],
      },
    }),
  );
}
if (engines.firefox && wanted.includes('firefox')) {
  // The same launcher drives both through Puppeteer; only the name tells their results apart.
  const firefox = chromeLauncher({
    ...onePage,
    launchOptions: { browser: 'firefox', executablePath: engines.firefox },
  });
  browsers.push(Object.assign(firefox, { name: 'Firefox' }));
}
if (engines.webkit && wanted.includes('webkit')) {
  const webkit = await startWebKit(engines.webkit);
  browsers.push(
    webdriverLauncher({
      hostname: '127.0.0.1',
      port: webkit.port,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: engines.webkit.browser, args: ['--automation'] },
      } as never,
    }) as unknown as Browsers[number],
  );
}

export default {
  rootDir,
  files: ['test/**/*.test.ts'],
  browsers,
  // One engine after the other: side by side on two cores, each takes nearly twice as long.
  concurrentBrowsers: 1,
  testsFinishTimeout: 900_000,
  testFramework: { config: { timeout: 20_000 } },
  middleware: [
    sandboxMiddleware(),
    sessionsMiddleware(),
    serversMiddleware(),
    renderedMiddleware(),
    libraryMiddleware(),
  ],
  plugins: [onePiecePlugin(), keysPlugin()],
} satisfies TestRunnerConfig;
