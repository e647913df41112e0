/** What can be renamed: what has a name, or may get one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Factor, MfaClient } from '../../src/core/client.js';
import { actionsOf } from '../../src/flows/factor-actions.js';

const APP: Factor = { id: 'a1', kind: 'totp', active: true };
const KEY: Factor = { id: 'p1', kind: 'passkey', active: true };
const rename: MfaClient = { renameFactor: () => Promise.resolve() };

const ROWS: [what: string, client: MfaClient, factor: Factor, isOffered: boolean][] = [
  ['an app with a name', { ...rename, namesDevices: false }, { ...APP, name: 'My phone' }, true],
  ['an app without one, where apps have names', { ...rename, namesDevices: true }, APP, true],
  ['an app without one, where nothing is known of names', rename, APP, true],
  ['an app without one, where apps have no names', { ...rename, namesDevices: false }, APP, false],
  ['a passkey', { ...rename, namesDevices: false }, KEY, true],
  ['all passkeys at once', rename, { ...KEY, all: true }, false],
  ['a number', rename, { ...KEY, kind: 'sms' }, false],
  ['a passkey, with a client that renames nothing', {}, KEY, false],
];

for (const [what, client, factor, isOffered] of ROWS) {
  void test(`${what} ${isOffered ? 'can' : 'cannot'} be renamed`, () => {
    const settings = { factors: [factor], required: false };
    assert.equal(actionsOf(client, factor, settings).rename, isOffered);
  });
}
