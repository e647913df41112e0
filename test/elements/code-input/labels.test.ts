/** Labels that the page wrote for the element, and not for the input in it. */
import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { until } from '../../support/page.js';
import { frame, inputOf, mount, must, unmount } from './support.js';

async function click(element: Element): Promise<void> {
  const { left, top, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + 4), Math.round(top + height / 2)] });
}

/** What the input is called by, as the platform computes it where it does. */
function nameOf(field: MfaCodeInput): string {
  const input = inputOf(field);
  const ids = input.getAttribute('aria-labelledby')?.split(' ') ?? [];
  if (ids.length) return ids.map((id) => document.getElementById(id)?.textContent.trim()).join(' ');
  return input.ariaLabel ?? [...(input.labels ?? [])].map(({ textContent }) => textContent.trim()).join(' ');
}

const shownLabel = (field: MfaCodeInput): string | undefined =>
  field.shadowRoot?.querySelector('[part~=label]')?.textContent;

const PAGES: Record<string, string> = {
  'a label for its id': '<label for="x">Security code</label><mfa-code-input id="x"></mfa-code-input>',
  'a label for its id, behind it':
    '<mfa-code-input id="x"></mfa-code-input><label for="x">Security code</label>',
  'a label for its id, over the page’s input':
    '<label for="x">Security code</label><mfa-code-input id="x"><input name="code"></mfa-code-input>',
  'a label with an id for its id':
    '<label for="x" id="l">Security code</label><mfa-code-input id="x"></mfa-code-input>',
  'a label around it': '<label>Security code <mfa-code-input></mfa-code-input></label>',
  'a label around the page’s input': '<label>Security code <mfa-code-input><input></mfa-code-input></label>',
  'a label for the verification around it':
    '<label for="x">Security code</label><mfa-otp-verify id="x" device-type="totp"></mfa-otp-verify>',
};

describe('mfa-code-input: a label for the element', () => {
  afterEach(unmount);

  for (const [what, markup] of Object.entries(PAGES)) {
    it(`is the one label, and focuses, as ${what}`, async () => {
      const { root } = await mount(markup);
      const verify = root.querySelector('mfa-otp-verify');
      await verify?.updateComplete;
      const field = must((verify?.shadowRoot ?? root).querySelector('mfa-code-input'));
      await field.updateComplete;
      await until(() => shownLabel(field) === '');
      expect(nameOf(field)).to.contain('Security code');
      await click(must(root.querySelector('label')));
      expect(document.activeElement === inputOf(field)).to.equal(true);
    });
  }

  it('counts where it comes later, and no more where it goes', async () => {
    const { root, field } = await mount('<mfa-code-input id="x"></mfa-code-input>');
    expect([shownLabel(field), nameOf(field)]).to.deep.equal(['Code', 'Code']);
    root.insertAdjacentHTML('afterbegin', '<label for="x">Security code</label>');
    const label = must(root.querySelector('label'));
    await click(label);
    expect(document.activeElement === inputOf(field)).to.equal(true);
    await until(() => shownLabel(field) === '');
    expect(nameOf(field)).to.equal('Security code');
    label.remove();
    field.requestUpdate();
    await until(() => shownLabel(field) === 'Code');
    expect(nameOf(field)).to.equal('Code');
  });

  it('leaves links in it, and clicks that the page took, alone', async () => {
    const { root, field } = await mount(
      '<label for="x">Code <a href="#why">Why?</a></label><mfa-code-input id="x"></mfa-code-input>',
    );
    const label = must(root.querySelector('label'));
    must(label.querySelector('a')).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true }),
    );
    label.addEventListener('click', (event) => event.preventDefault(), { once: true });
    label.click();
    expect(document.activeElement === inputOf(field)).to.equal(false);
    label.click();
    expect(document.activeElement === inputOf(field)).to.equal(true);
  });

  it('is found again in markup that comes back', async () => {
    const { root } = await mount(
      '<label for="x">Security code</label><mfa-code-input id="x"></mfa-code-input>',
    );
    for (const _ of [1, 2]) {
      // eslint-disable-next-line no-self-assign
      root.innerHTML = root.innerHTML;
      await frame();
    }
    const field = must(root.querySelector('mfa-code-input'));
    await until(() => shownLabel(field) === '');
    expect(nameOf(field)).to.equal('Security code');
    expect(inputOf(field).ariaLabel).to.equal(null);
  });

  it('leaves nothing listening when the field has gone', async () => {
    const { root, field } = await mount(
      '<label for="x">Code</label><mfa-code-input id="x"></mfa-code-input>',
    );
    field.remove();
    document.body.append(inputOf(field));
    must(root.querySelector('label')).click();
    expect(document.activeElement === inputOf(field)).to.equal(false);
    inputOf(field).remove();
  });
});
