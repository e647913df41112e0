/** What the page on theming says how to restyle, as it stands there, and what the ready themes make of it. */
import { expect } from 'chai';
import type { MfaConfig } from '../../../src/elements/config/config.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-verify.js';
import { putOn, type Theme } from '../../../stories/support/looks.js';
import { keys } from '../../support/keys.js';
import { clearPage, mount, part, settled } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

const YELLOW = 'rgb(255, 221, 0)';
const BLACK = 'rgb(11, 12, 12)';
let page: string;
let style: HTMLStyleElement;

/** The first sample of CSS below a title of the page. */
function sample(title: string): string {
  const [, css] = page.split(`### ${title}`)[1]!.split('```css');
  return css!.split('```')[0]!;
}

/** A recovery code is asked for: a plain field, a main button, and links. */
async function open(attributes = ''): Promise<MfaOtpVerify> {
  const config = await mount<MfaConfig>(
    `<mfa-config class="signin" ${attributes}><mfa-otp-verify></mfa-otp-verify></mfa-config>`,
  );
  const verify = config.querySelector('mfa-otp-verify')!;
  verify.client = { ...new ScriptedClient().client, verifyRecoveryCode: () => new Promise(() => undefined) };
  verify.challenge = { id: '1', channel: 'totp' };
  await settled(verify);
  part(verify, 'other')!.click();
  await settled(verify);
  return verify;
}

const box = (verify: MfaOtpVerify, name: string): DOMRect => part(verify, name)!.getBoundingClientRect();
const styleOf = (verify: MfaOtpVerify, name: string): CSSStyleDeclaration =>
  getComputedStyle(part(verify, name)!);
const middle = ({ top, height }: DOMRect): number => top + height / 2;

/** The page's own rules, or one of the ready themes. */
const WAYS = [
  ['the samples', undefined],
  ['the theme', 'theme'],
] as const;

describe('restyling', () => {
  before(async () => {
    page = await (await fetch('/docs/theming.md')).text();
  });
  beforeEach(() => {
    style = document.createElement('style');
    document.head.append(style);
    document.documentElement.style.colorScheme = 'light';
  });
  afterEach(() => {
    clearPage();
    style.remove();
    document.documentElement.removeAttribute('class');
    document.documentElement.style.colorScheme = '';
  });

  async function wear(title: string, theme: Theme | undefined): Promise<void> {
    if (theme) await putOn(theme, document.documentElement);
    else style.textContent = sample(title);
    // Where things come to rest is what counts.
    document.documentElement.style.setProperty('--mfa-motion', '0s');
  }

  for (const [name, isTheme] of WAYS) {
    it(`by ${name} of Material 3: the label lies in its field, and floats when that has the focus or a text`, async () => {
      await wear('A label that floats into the outline, and pill buttons', isTheme && 'material');
      const verify = await open();
      const input = part<HTMLInputElement>(verify, 'recovery-input')!;
      input.blur();
      const lies = (): number => middle(box(verify, 'field-label')) - middle(box(verify, 'recovery-input'));
      const floats = (): number => middle(box(verify, 'field-label')) - box(verify, 'recovery-input').top;
      await settled(verify);
      expect(lies()).to.be.closeTo(0, 1.5);
      input.focus();
      await settled(verify);
      expect(floats()).to.be.closeTo(0, 1.5);
      input.value = 'AB12';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      input.blur();
      await settled(verify);
      expect(floats()).to.be.closeTo(0, 1.5);
      const { height } = box(verify, 'submit');
      expect(parseFloat(styleOf(verify, 'submit').borderTopLeftRadius)).to.be.at.least(height / 2);
    });

    it(`by ${name} of GOV.UK: hint and error above, a red bar, and black on yellow for the focus`, async () => {
      await wear('Hint and error above the field', isTheme && 'govuk');
      const verify = await open('hint-placement="above" error-placement="above"');
      part(verify, 'submit')!.click();
      await settled(verify);
      expect(box(verify, 'error').bottom).to.be.at.most(box(verify, 'recovery-input').top);
      const bar = styleOf(verify, 'field-invalid');
      expect([bar.borderInlineStartWidth, bar.borderInlineStartColor]).to.deep.equal([
        '5px',
        'rgb(202, 53, 53)',
      ]);
      expect(styleOf(verify, 'submit').backgroundColor).not.to.equal(YELLOW);
      // By the keyboard: a press of the mouse shows no focus.
      await keys('Tab');
      expect(verify.shadowRoot!.activeElement).to.equal(part(verify, 'submit'));
      const { backgroundColor, color } = styleOf(verify, 'submit');
      expect([backgroundColor, color]).to.deep.equal([YELLOW, BLACK]);
    });

    it(`by ${name} of Bootstrap: links have a colour apart from the main button's`, async () => {
      await wear('Links in another colour than the main button', isTheme && 'bootstrap');
      const verify = await open();
      expect(styleOf(verify, 'submit').backgroundColor).to.equal('rgb(13, 110, 253)');
      expect(styleOf(verify, 'button-link').color).to.equal('rgb(10, 88, 202)');
    });
  }
});
