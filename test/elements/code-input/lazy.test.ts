/** What the field does before the code for typing has come: this file loads none of it ahead. */
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';

function put(markup: string): MfaCodeInput {
  document.body.insertAdjacentHTML('beforeend', markup);
  return document.body.lastElementChild as MfaCodeInput;
}

/** As a password manager or the keyboard of a phone does it. */
function fillIn(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('mfa-code-input before anybody has come', () => {
  // One test: what is loaded stays loaded.
  it('takes a plain code at once, and makes a code of a message as soon as it can', async () => {
    const completed: string[] = [];
    document.body.addEventListener('mfa-code-completed', ({ target }) =>
      completed.push((target as Element).id),
    );
    const first = put('<mfa-code-input id="first"></mfa-code-input>');
    const second = put('<mfa-code-input id="second"></mfa-code-input>');
    await Promise.all([first.updateComplete, second.updateComplete]);
    const [plain, message] = [first.input, second.input];
    if (!plain || !message) throw new Error('no inputs');
    expect(
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('late/index')),
    ).to.have.length(0);
    fillIn(plain, '123456');
    expect(completed).to.deep.equal(['first']);
    expect(first.shadowRoot?.querySelector('[part=boxes]')?.textContent).to.equal('123456');
    fillIn(message, 'Your code is 654321. It is good for 5 minutes.');
    await new Promise((resolve) => second.addEventListener('mfa-code-completed', resolve, { once: true }));
    expect(message.value).to.equal('654321');
    expect(completed).to.deep.equal(['first', 'second']);
    first.remove();
    second.remove();
  });
});
