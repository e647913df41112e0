/** Nothing moves for who has asked the system for less motion, in any state. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stories } from '../support/e2e-stories.js';

interface Moving {
  story: string;
  /** The CSS properties that move. */
  properties: readonly string[];
}

let stories: Stories;

before(async () => {
  stories = await Stories.open();
});
after(() => stories.close());

/** What moves in one story after the other. */
async function* moving(reducedMotion: 'reduce' | 'no-preference'): AsyncGenerator<Moving> {
  const page = await stories.page({ reducedMotion });
  const all = await page.evaluate(() => window.storyPage!.all());
  for (const [file, name] of all) {
    const properties = await page.evaluate(
      async ([file, name]) => {
        await window.storyPage!.show(file, name);
        return window.storyPage!.moving();
      },
      [file, name] as const,
    );
    yield { story: `${file} ${name}`, properties };
  }
  await page.close();
}

void test('nothing moves with less motion', async () => {
  const found: Moving[] = [];
  for await (const one of moving('reduce')) if (one.properties.length > 0) found.push(one);
  assert.deepEqual(found, []);
});

void test('what turns is noticed', async () => {
  for await (const { properties } of moving('no-preference')) if (properties.includes('rotate')) return;
  assert.fail('nothing turns');
});
