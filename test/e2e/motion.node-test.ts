/** Nothing moves for who has asked the system for less motion, in any state. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stories } from '../support/e2e-stories.js';

let stories: Stories;

before(async () => {
  stories = await Stories.open();
});
after(() => stories.close());

/** What moves anywhere, each with the story where it does. */
async function moving(reducedMotion: 'reduce' | 'no-preference'): Promise<Map<string, string>> {
  const page = await stories.page({ reducedMotion });
  const found = new Map<string, string>();
  const all = await page.evaluate(() => window.storyPage!.all());
  for (const [file, name] of all) {
    const names = await page.evaluate(
      async ([file, name]) => {
        await window.storyPage!.show(file, name);
        return window.storyPage!.moving();
      },
      [file, name] as const,
    );
    for (const each of names) found.set(each, `${file} ${name}`);
  }
  await page.close();
  return found;
}

void test('nothing moves with less motion', async () => {
  assert.deepEqual(await moving('reduce'), new Map());
});

void test('what turns is noticed', async () => {
  assert.ok((await moving('no-preference')).has('rotate'));
});
