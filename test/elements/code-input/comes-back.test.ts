/** Our own markup, put back as if it were the page's: from a copy, a history snapshot, a framework's memory. */
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { drawn, findings, frame, inputOf, mount, must, unmount } from './support.js';

const MARKUP = {
  'its own input': '<mfa-code-input name="code" required></mfa-code-input>',
  'the page’s input': '<mfa-code-input><input name="code" required></mfa-code-input>',
  'the page’s input with a description':
    '<p id="p">From the app</p><mfa-code-input><input name="code" required aria-describedby="p"></mfa-code-input>',
  'a label beside the input':
    '<mfa-code-input><label for="own">PIN</label><input id="own" name="code" required></mfa-code-input>',
  'a label around the input':
    '<mfa-code-input><label>PIN <input name="code" required></label></mfa-code-input>',
};

/** Ways in which a page loses its markup and gets it back. */
const WAYS: Record<string, (root: HTMLElement) => void> = {
  'outerHTML of the element': (root) => {
    const field = must(root.querySelector('mfa-code-input'));
    // eslint-disable-next-line no-self-assign
    field.outerHTML = field.outerHTML;
  },
  'innerHTML of the element': (root) => {
    const field = must(root.querySelector('mfa-code-input'));
    const markup = field.innerHTML;
    field.innerHTML = '';
    field.innerHTML = markup;
  },
  'innerHTML of its parent': (root) => {
    // eslint-disable-next-line no-self-assign
    root.innerHTML = root.innerHTML;
  },
  'a deep copy': (root) => {
    const copy = [...root.children].map((child) => child.cloneNode(true));
    root.replaceChildren(...copy);
  },
  'a deep copy of a copy': (root) => {
    for (const _ of [1, 2]) root.replaceChildren(...[...root.children].map((child) => child.cloneNode(true)));
  },
};

async function settled(root: Element): Promise<MfaCodeInput> {
  const field = must(root.querySelector('mfa-code-input'));
  await field.updateComplete;
  await frame();
  await field.updateComplete;
  return field;
}

describe('mfa-code-input: its markup comes back', () => {
  afterEach(unmount);

  for (const [what, markup] of Object.entries(MARKUP)) {
    for (const [way, bringBack] of Object.entries(WAYS)) {
      it(`as if nothing had been, through ${way}, with ${what}`, async () => {
        const { root } = await mount(markup);
        const before = findings(await settled(root));
        bringBack(root);
        bringBack(root);
        const field = await settled(root);
        expect(findings(field)).to.deep.equal(before);
        field.focus();
        await type('123456');
        expect([field.value, drawn(field)]).to.deep.equal(['123456', '123456']);
      });
    }

    it(`open, where it was stored while it was closed and wrong, with ${what}`, async () => {
      const { root, field } = await mount(markup);
      const before = findings(await settled(root));
      Object.assign(field, { disabled: true, error: 'That code is not right.' });
      await settled(root);
      const stored = root.innerHTML;
      root.innerHTML = stored.replace(/(<mfa-code-input[^>]*) disabled=""/, '$1');
      expect(findings(await settled(root))).to.deep.equal(before);
    });
  }

  for (const [what, markup] of Object.entries(MARKUP)) {
    it(`without what was typed, in a copy of ${what}`, async () => {
      const { root, field } = await mount(markup);
      await settled(root);
      field.focus();
      await type('123');
      const copy = field.cloneNode(true) as MfaCodeInput;
      field.replaceWith(copy);
      await settled(root);
      expect([copy.value, drawn(copy), inputOf(copy).value]).to.deep.equal(['', '______', '']);
    });
  }

  it('in a copy beside the first, each with texts of its own', async () => {
    for (const markup of Object.values(MARKUP)) {
      const { root, field } = await mount(markup);
      await settled(root);
      const copy = field.cloneNode(true) as MfaCodeInput;
      for (const place of ['before', 'after'] as const) {
        field[place](copy);
        await copy.updateComplete;
        Object.assign(copy, { hint: 'The copy' });
        await copy.updateComplete;
        await frame();
        const described = (each: MfaCodeInput): string[] =>
          (findings(each) as { described: string[] }).described;
        expect(described(copy).at(-1)).to.equal('The copy');
        expect(described(field).at(-1)).to.equal('Enter the 6-digit code');
        const { labels } = inputOf(copy);
        for (const label of labels ?? []) expect(label.control === inputOf(copy)).to.equal(true);
        copy.remove();
      }
      unmount();
    }
  });

  it('keeps what the page has changed of it since', async () => {
    const { root, field } = await mount('<mfa-code-input><input name="code"></mfa-code-input>');
    await settled(root);
    inputOf(field).setAttribute('autocomplete', 'off');
    inputOf(field).setAttribute('aria-label', 'PIN');
    await settled(root);
    // eslint-disable-next-line no-self-assign
    root.innerHTML = root.innerHTML;
    const again = await settled(root);
    expect(inputOf(again).getAttribute('autocomplete')).to.equal('off');
    expect(inputOf(again).ariaLabel).to.equal('PIN');
    expect(again.shadowRoot?.querySelector('[part~=label]')?.textContent).to.equal('');
  });

  for (const own of ['', '<input name="code">']) {
    it(`within a verification that was stored before a code was sent, with ${own || 'its own input'}`, async () => {
      const { root } = await mount(`<mfa-otp-verify>${own}</mfa-otp-verify>`);
      await until(() => root.querySelector('input') !== null);
      await frame();
      expect(must(root.querySelector('input')).ariaDisabled).to.equal('true');
      for (const _ of [1, 2, 3]) {
        // eslint-disable-next-line no-self-assign
        root.innerHTML = root.innerHTML;
        await frame();
      }
      const verify = must(root.querySelector('mfa-otp-verify'));
      verify.challenge = { id: '1', channel: 'sms' };
      const input = must(root.querySelector('input'));
      await until(() => !input.readOnly);
      expect([input.ariaDisabled, input.ariaLabel]).to.deep.equal([null, 'Code']);
      expect(root.querySelectorAll('span')).to.have.length(1);
      expect(root.querySelectorAll('input')).to.have.length(1);
      input.focus();
      await type('123456');
      expect(input.value).to.equal('123456');
    });
  }
});

describe('mfa-code-input: in a page with htmx', () => {
  let page: HTMLIFrameElement;
  afterEach(() => page.remove());

  it('is after Back as it was before the link', async () => {
    page = document.createElement('iframe');
    page.src = new URL('./htmx.html', import.meta.url).href;
    document.body.append(page);
    const find = (selector: string): Element | null | undefined =>
      page.contentDocument?.querySelector(selector);
    const fields = (): MfaCodeInput[] => [
      ...(page.contentDocument?.querySelectorAll<MfaCodeInput>('mfa-code-input') ?? []),
    ];
    const ready = (): boolean => fields().length === 2 && fields().every(({ input }) => input?.isConnected);
    await until(ready);
    await frame();
    const before = fields().map((field) => findings(field));
    for (const field of fields()) Object.assign(field, { disabled: true });
    for (const _ of [1, 2]) {
      await until(ready);
      await frame();
      const [first] = fields();
      (find('a') as HTMLElement).click();
      await until(() => !!find('#next'));
      page.contentWindow?.history.back();
      await until(() => ready() && fields()[0] !== first);
    }
    for (const field of fields()) field.disabled = false;
    await frame();
    expect(fields().map((field) => findings(field))).to.deep.equal(before);
  });
});
