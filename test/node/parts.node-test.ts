/** Every part of every element reaches the page through whatever elements are around. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsOf, makeManifest } from '../../scripts/manifest.js';
import { CODE_FIELD_PARTS, EXPORTED_PARTS } from '../../src/elements/exported-parts.js';

/** In the page by themselves, or handed through under another name. */
const APART: Readonly<Record<string, readonly string[]>> = {
  // In a dialog above the page, inside no other element.
  'mfa-confirm': ['dialog', 'challenge'],
  'mfa-countdown': ['time'],
  'mfa-qr-code': ['image'],
};
/** What a page relies on: named alike wherever there is one. */
const COMMON = ['button', 'button-primary', 'error', 'hint', 'input', 'label', 'title'];

const exported = EXPORTED_PARTS.split(', ');
const elements = elementsOf(await makeManifest());

for (const { tagName, cssParts = [] } of elements)
  void test(`${tagName} hands its parts through`, () => {
    const names = cssParts.map(({ name }) => name).filter((name) => !APART[tagName]?.includes(name));
    assert.deepEqual(
      names.filter((name) => !exported.includes(name)),
      [],
    );
  });

void test('each part is named once, in order', () => {
  assert.deepEqual(exported, [...new Set(exported)].sort());
});

void test('a code field hands its parts through', () => {
  const field = elements.find(({ tagName }) => tagName === 'mfa-code-input');
  const handed = CODE_FIELD_PARTS.split(', ').map((pair) => pair.split(': ')[0]);
  for (const { name } of field?.cssParts ?? []) assert.ok(handed.includes(name), name);
});

void test('the common parts are documented where a person fills in something', () => {
  for (const tag of [
    'mfa-otp-request',
    'mfa-otp-verify',
    'mfa-totp-enroll',
    'mfa-settings',
    'mfa-recovery-codes',
  ]) {
    const names = elements.find(({ tagName }) => tagName === tag)?.cssParts?.map(({ name }) => name) ?? [];
    for (const part of COMMON.filter((name) => name !== 'title'))
      assert.ok(names.includes(part), `${tag} ${part}`);
  }
});
