import { fileURLToPath } from 'node:url';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import { findEngines } from './support/engines.js';
import { failuresReporter } from './support/failures-reporter.js';
import { keysPlugin } from './support/keys-plugin.js';
import { libraryMiddleware } from './support/library-middleware.js';
import { onePiecePlugin } from './support/one-piece-plugin.js';
import { renderedMiddleware } from './support/rendered-middleware.js';
import { sandboxMiddleware } from './support/sandbox-middleware.js';
import { sessionsMiddleware } from './support/sessions-middleware.js';
import { serversMiddleware } from './support/servers-middleware.js';
import { testPages } from './support/test-pages.js';
import { WebKitLauncher } from './support/webkit-launcher.js';
import { startWebKit } from './support/webkit-process.js';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const engines = findEngines();
const wanted = (process.env.MFA_ENGINES ?? 'chromium,firefox,webkit').split(',');
type Browsers = NonNullable<TestRunnerConfig['browsers']>;
const browsers: Browsers = [];
const onePage = { concurrency: 1 };
/** To tell of each request costs an engine a tenth of its time. */
const unwatched = { networkEnabled: false, issuesEnabled: false };

if (engines.chromium && wanted.includes('chromium')) {
  const chromium = chromeLauncher({
    ...onePage,
    launchOptions: {
      ...unwatched,
      executablePath: engines.chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  });
  browsers.push(Object.assign(chromium, { name: 'Chromium' }));
}
if (engines.firefox && wanted.includes('firefox')) {
  // The same launcher drives both through Puppeteer; only the name tells their results apart.
  const firefox = chromeLauncher({
    ...onePage,
    launchOptions: { ...unwatched, browser: 'firefox', executablePath: engines.firefox },
  });
  browsers.push(Object.assign(firefox, { name: 'Firefox' }));
}
if (engines.webkit && wanted.includes('webkit')) {
  const webkit = await startWebKit(engines.webkit);
  browsers.push(new WebKitLauncher(webkit, engines.webkit.browser) as unknown as Browsers[number]);
}

export default {
  rootDir,
  files: testPages(rootDir),
  browsers,
  // One engine after the other: side by side on two cores, each takes nearly twice as long.
  concurrentBrowsers: 1,
  // For one page: where its browser has crashed, no answer comes.
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [defaultReporter(), failuresReporter()],
  middleware: [
    sandboxMiddleware(),
    sessionsMiddleware(),
    serversMiddleware(),
    renderedMiddleware(),
    libraryMiddleware(),
  ],
  plugins: [onePiecePlugin(), keysPlugin()],
} satisfies TestRunnerConfig;
