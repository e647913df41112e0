/**
 * `npm run screenshots`: takes pictures of stories in every look, and says which are other than the last time.
 *
 * npm run screenshots -- [words that the names of stories have to have] [--look=dark] [--width=320]
 *
 * The pictures are in `.cache/screenshots`, and where one has changed, the old one and the difference are beside it.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { Stories } from '../test/support/e2e-stories.js';

const FOLDER = '.cache/screenshots';

interface Look {
  readonly width: number;
  readonly scheme?: 'dark';
  readonly dir?: 'rtl';
  readonly contrast?: 'more';
  readonly forced?: 'active';
  /** Of the text, as a person sets it, or as a zoom of 400 % makes 1280 px to 320. */
  readonly zoom?: number;
  readonly density?: 'compact';
}

const LOOKS: Readonly<Record<string, Look>> = {
  light: { width: 760 },
  dark: { width: 760, scheme: 'dark' },
  contrast: { width: 760, contrast: 'more' },
  forced: { width: 760, forced: 'active', scheme: 'dark' },
  rtl: { width: 760, dir: 'rtl' },
  compact: { width: 760, density: 'compact' },
  narrow: { width: 320 },
  zoomed: { width: 1280, zoom: 4 },
};

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const option = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
const looks = option('look')?.split(',') ?? Object.keys(LOOKS);

const opened = await Stories.open();
let changed = 0;
let taken = 0;
try {
  for (const name of looks) {
    const look = LOOKS[name];
    if (!look) throw new Error(`There is no look ${name}: ${Object.keys(LOOKS).join(', ')}`);
    await shoot(name, look);
  }
} finally {
  await opened.close();
}
console.log(`${taken} pictures in ${FOLDER}, ${changed} of them other than before`);

async function shoot(name: string, look: Look): Promise<void> {
  const page = await opened.page({
    viewport: { width: look.width / (look.zoom ?? 1), height: 600 },
    deviceScaleFactor: look.zoom ? 2 : 1,
    colorScheme: look.scheme ?? 'light',
    contrast: look.contrast ?? null,
    forcedColors: look.forced ?? 'none',
    reducedMotion: 'reduce',
  });
  await mkdir(join(FOLDER, name), { recursive: true });
  for (const [file, story] of await storiesIn(page)) {
    await page.evaluate(
      async ([file, story, look]) => {
        await window.storyPage?.show(file, story);
        const root = document.documentElement;
        root.style.colorScheme = look.scheme ?? 'light';
        root.dir = look.dir ?? 'ltr';
        if (look.density) root.style.setProperty('--mfa-density', '0.75');
      },
      [file, story, look] as const,
    );
    const stage = page.locator('story-stage');
    const picture = await stage.screenshot({ animations: 'disabled', caret: 'hide' });
    await keep(join(FOLDER, name, `${file}.${story}`), picture);
  }
  await page.close();
}

async function storiesIn(page: Page): Promise<[file: string, story: string][]> {
  const all = await page.evaluate(() => window.storyPage?.all() ?? []);
  return all.filter((names) => words.every((word) => names.join(' ').includes(word)));
}

async function keep(path: string, picture: Buffer): Promise<void> {
  const file = `${path}.png`;
  const before = await readFile(file).catch(() => undefined);
  taken++;
  if (before && !before.equals(picture)) {
    const [old, now] = [PNG.sync.read(before), PNG.sync.read(picture)];
    const isSameSize = old.width === now.width && old.height === now.height;
    const difference = new PNG({ width: now.width, height: now.height });
    const pixels = isSameSize
      ? pixelmatch(old.data, now.data, difference.data, now.width, now.height, { threshold: 0.1 })
      : Infinity;
    if (pixels > 0) {
      changed++;
      console.log(`${path}: ${isSameSize ? `${pixels} pixels` : 'another size'}`);
      await rename(file, `${path}.before.png`);
      if (isSameSize) await writeFile(`${path}.difference.png`, PNG.sync.write(difference));
    }
  }
  await writeFile(file, picture);
}
