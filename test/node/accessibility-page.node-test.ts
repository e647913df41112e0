/** docs/accessibility.md: every criterion has a row that says how it is met, and names a test that is there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from '../../src/locales/en.js';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, ROOT)), 'utf8');

/** WCAG 2.2, levels A and AA (W3C Recommendation, 12 December 2024), and 4.1.1, which EN 301 549 V3.2.1 still lists. */
const CRITERIA: Readonly<Record<'A' | 'AA', readonly string[]>> = {
  A: words(
    '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4',
    '2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.1 4.1.2',
  ),
  AA: words(
    '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2',
    '3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3',
  ),
};
/** New in WCAG 2.2: EN 301 549 V3.2.1 is about 2.1. */
const NEW = words('2.4.11 2.5.7 2.5.8 3.2.6 3.3.7 3.3.8');

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

interface Row {
  readonly number: string;
  readonly level: string;
  readonly clause: string;
  readonly how: string;
  readonly shownBy: string;
}

const rows: readonly Row[] = read('docs/accessibility.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, name = '', level = '', clause = '', how = '', shownBy = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { number: name.split(' ')[0]!, level, clause, how, shownBy };
  });

void describe('the accessibility page', () => {
  for (const [level, numbers] of Object.entries(CRITERIA))
    void test(`has each criterion of level ${level} once`, () => {
      const found = rows.filter((row) => row.level === level).map(({ number }) => number);
      assert.deepEqual([...found].sort(), [...numbers].sort());
    });

  void test('names the clause of EN 301 549', () => {
    for (const { number, clause } of rows)
      assert.equal(clause, NEW.includes(number) ? '–' : `9.${number}`, number);
  });

  void test('says why a criterion does not apply, and shows every other one', () => {
    for (const { number, how, shownBy } of rows) {
      assert.ok(how.length > 20, number);
      assert.equal(shownBy === '–', how.startsWith('Does not apply: '), number);
    }
  });

  void test('names tests that are there', () => {
    for (const { number, shownBy } of rows) {
      if (shownBy === '–') continue;
      for (const shown of shownBy.split('; ')) {
        const [, path = '', title = ''] = /^`(test\/[^`]+)`: “(.+)”$/.exec(shown) ?? [];
        assert.ok(path && title, `${number}: ${shown}`);
        // Comments are wrapped.
        assert.ok(read(path).replace(/\s+/g, ' ').includes(title), `${number}: “${title}” is not in ${path}`);
      }
    }
  });

  void test('shows of the phone field what it has and the code field has not', () => {
    const ofPhones = rows.filter(({ shownBy }) => shownBy.includes('test/elements/phone-input/'));
    const expected = words('1.3.5 2.1.1 3.1.2 3.3.1 3.3.2 3.3.3 4.1.2 4.1.3');
    assert.deepEqual(
      ofPhones.map(({ number }) => number),
      expected,
    );
  });
});

void test('no text speaks of a colour, a shape or a place', () => {
  const sensory = /\b(red|green|blue|yellow|gr[ae]y|round|circle|triangle|on the (left|right)|corner)\b/i;
  for (const [key, text] of Object.entries(en)) assert.doesNotMatch(JSON.stringify(text), sensory, key);
});

void test('edges and the focus ring have 3:1 in light and dark', () => {
  const tokens = read('src/styles/tokens.ts');
  const pair = (name: string): string[] => {
    const [, light = '', dark = ''] =
      new RegExp(`--mfa-color-${name}, light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
    return [light, dark];
  };
  const surface = pair('surface');
  for (const name of ['border', 'accent', 'danger'])
    for (const [scheme, color] of pair(name).entries())
      assert.ok(contrast(color, surface[scheme]!) >= 3, `${name} ${color} on ${surface[scheme]!}`);
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(digits.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
