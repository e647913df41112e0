/** How long the wait before another code becomes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cooldownSeconds } from '../../src/flows/send-series.js';

void test('doubles the wait up to five minutes', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 99].map((sends) => cooldownSeconds(sends, 30)),
    [30, 60, 120, 240, 300, 300],
  );
  assert.equal(cooldownSeconds(3, 600), 600, 'the first one is longer');
  assert.equal(cooldownSeconds(3, 0), 0);
});
