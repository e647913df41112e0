/**
 * `npm run screenshots`: takes pictures of stories in every look, and says which are other than the last time.
 *
 * npm run screenshots -- [words that the names of stories have to have] [--look=dark,ar]
 *
 * The pictures are in `.cache/screenshots`, and where one has changed, the old one and the difference are beside it.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { SCHEMES, THEMES } from '../stories/support/looks.js';
import { Stories } from '../test/support/e2e-stories.js';
import type { PageLook } from '../test/stories/show-story.js';

const FOLDER = '.cache/screenshots';

/** What the page wears and speaks, and what the browser is asked for. */
interface PictureLook extends PageLook {
  readonly width?: number;
  readonly prefersMore?: boolean;
  readonly forced?: boolean;
  /** Of the browser, which makes 1280 px to 320 at 4. */
  readonly zoom?: number;
}

const THEMED = THEMES.filter(({ value }) => value !== 'plain').flatMap(({ value: theme }) =>
  SCHEMES.map(({ value: scheme }): [string, PictureLook] => [`${theme}-${scheme}`, { theme, scheme }]),
);
/** Long words, right to left, another alphabet, marks above and below the line. */
const SPOKEN = ['de', 'ar', 'ru', 'hi', 'vi'].map((language): [string, PictureLook] => [
  language,
  { language },
]);

const LOOKS: Readonly<Record<string, PictureLook>> = {
  light: {},
  dark: { scheme: 'dark' },
  contrast: { prefersMore: true },
  'contrast-dark': { prefersMore: true, scheme: 'dark' },
  forced: { forced: true, scheme: 'dark' },
  rtl: { direction: 'rtl' },
  compact: { density: 'compact' },
  narrow: { width: 320 },
  zoomed: { width: 1280, zoom: 4 },
  ...Object.fromEntries([...THEMED, ...SPOKEN]),
};
const USUAL_WIDTH = 760;

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

async function shoot(
  name: string,
  { width = USUAL_WIDTH, zoom = 1, prefersMore, forced, ...look }: PictureLook,
): Promise<void> {
  const page = await opened.page({
    viewport: { width: width / zoom, height: 600 },
    deviceScaleFactor: zoom,
    colorScheme: look.scheme === 'dark' ? 'dark' : 'light',
    contrast: prefersMore ? 'more' : null,
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await mkdir(join(FOLDER, name), { recursive: true });
  for (const [file, story] of await storiesIn(page)) {
    await page.evaluate(([file, story, look]) => window.storyPage?.show(file, story, look), [
      file,
      story,
      look,
    ] as const);
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
