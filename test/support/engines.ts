/**
 * The browser engines that tests run in, found on this machine. Nothing here downloads a browser.
 */
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

/** The Debian packages that bring each engine. */
export const DEBIAN_PACKAGES: Record<Engine, readonly string[]> = {
  chromium: ['chromium-headless-shell'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0', 'xvfb', 'xauth'],
};

/** The engine without a window of its own comes first: the same pages take it two thirds of the time. */
const CHROMIUMS = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the programs of the engines that are installed lie. */
export interface EnginePaths {
  chromium?: string;
  firefox?: string;
  webkit?: { driver: string; browser: string; display: string };
}

export function findEngines(): EnginePaths {
  const found: EnginePaths = {};
  const chromium = process.env.CHROME_PATH ?? findProgram(...CHROMIUMS);
  if (chromium) found.chromium = chromium;
  const firefox = findProgram('firefox-esr', 'firefox');
  if (firefox) found.firefox = firefox;
  const driver = findProgram('WebKitWebDriver');
  const browser = findMiniBrowser();
  const display = findProgram('Xvfb');
  if (driver && browser && display) found.webkit = { driver, browser, display };
  return found;
}

/** Finds the first of these programs on the PATH. */
export function findProgram(...names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** WebKitGTK's test browser is not on the PATH: it lies beside the library, under the machine's architecture. */
function findMiniBrowser(): string | undefined {
  const roots = ['/usr/lib', '/usr/libexec'];
  for (const root of roots) {
    for (const folder of ['', ...listFolders(root)]) {
      for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
        const file = join(root, folder, version, 'MiniBrowser');
        if (isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

function listFolders(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
