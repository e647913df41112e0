/** Elements without a box of their own do not hold the Tab key: Firefox goes round in those that lie in one another. */
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-confirm.js';
import { keys } from '../../support/keys.js';
import { clearPage, deepFocus, mount, settled } from '../../support/page.js';

const PAGES = {
  'a config': '<mfa-config><mfa-code-input></mfa-code-input></mfa-config>',
  'a config in a config':
    '<mfa-config><mfa-config><mfa-code-input></mfa-code-input></mfa-config></mfa-config>',
  'a button that asks, in a config':
    '<mfa-config><mfa-confirm><button>Pay</button></mfa-confirm></mfa-config>',
  'a button that asks, in a config in a config':
    '<mfa-config><mfa-config><mfa-confirm><button>Pay</button></mfa-confirm></mfa-config></mfa-config>',
};

describe('the Tab key', () => {
  afterEach(clearPage);

  for (const [name, markup] of Object.entries(PAGES))
    it(`leads into and out of ${name}, and back`, async () => {
      const page = await mount<HTMLElement>(`<div><button></button>${markup}<button></button></div>`);
      await settled(page);
      const [start, end] = [page.firstElementChild as HTMLElement, page.lastElementChild];
      const inside = page.querySelector('mfa-config :is(input, button)');
      start.focus();
      for (const [key, place] of [
        ['Tab', inside],
        ['Tab', end],
        ['Shift+Tab', inside],
        ['Shift+Tab', start],
      ] as const) {
        await keys(key);
        expect(deepFocus() === place, key).to.equal(true);
      }
    });
});
