/** The table of members and actions of the original (contracts C.9.1, C.9.2): each is there, or says why it does nothing. */
import { expect } from 'chai';
import { findAction } from '../../src/compat/actions.js';
import { MfaInterface } from '../../src/compat/index.js';
import { ABSENT } from '../../src/compat/members.js';
import { ACTIONS, MEMBERS } from '../support/original-members.js';

const lr = new MfaInterface({ apiKey: 'key' }) as unknown as Record<string, unknown>;

describe('the members of the original', () => {
  for (const path of MEMBERS)
    it(`${path} is there`, () => {
      const found = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], lr);
      expect(found === undefined).to.equal(false);
    });
});

describe('the actions of the original', () => {
  for (const action of ACTIONS)
    it(`${action} works, or has a reason why not`, () => {
      expect(findAction(action) !== undefined).to.equal(!Object.hasOwn(ABSENT.actions, action));
    });
});
