import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import { type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { drawn, frame, inputOf, mount, unmount, must } from './support.js';

/** Every form behaviour holds for the input that the element makes and for the page's own. */
const WAYS = {
  'its own input': (attributes = '') => `<mfa-code-input name="code" ${attributes}></mfa-code-input>`,
  'the page’s input': (attributes = '') =>
    `<mfa-code-input><input name="code" ${attributes}></mfa-code-input>`,
};

for (const [way, markup] of Object.entries(WAYS)) {
  describe(`mfa-code-input in a form, with ${way}`, () => {
    afterEach(unmount);

    it('sends the code under its name, and nothing else', async () => {
      const { root, field } = await mount(`<form>${markup()}</form>`);
      field.focus();
      await type('12 34-56');
      const form = must(root.querySelector('form'));
      expect([...new FormData(form)]).to.deep.equal([['code', '123456']]);
      expect(field.form).to.equal(form);
      expect((form.elements.namedItem('code') as HTMLInputElement).value).to.equal('123456');
      expect(form.elements).to.have.length(1);
    });

    it('does not leave with an incomplete code', async () => {
      const { root, field } = await mount(`<form>${markup()}<button>Go</button></form>`);
      let sent = 0;
      root.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault();
        sent++;
      });
      field.focus();
      await type('12345');
      expect(inputOf(field).checkValidity()).to.equal(false);
      expect(field.validity?.customError).to.equal(true);
      expect(inputOf(field).validationMessage).to.equal('Enter all 6 digits.');
      root.querySelector('button')?.click();
      expect(sent).to.equal(0);
      await field.updateComplete;
      expect(inputOf(field).getAttribute('aria-invalid')).to.equal('true');
      field.focus();
      await type('6');
      await field.updateComplete;
      expect(inputOf(field).checkValidity()).to.equal(true);
      expect(inputOf(field).getAttribute('aria-invalid')).to.equal('false');
      root.querySelector('button')?.click();
      expect(sent).to.equal(1);
    });

    it('may be empty, unless it is required', async () => {
      const optional = await mount(`<form>${markup()}</form>`);
      expect(inputOf(optional.field).checkValidity()).to.equal(true);
      const { field } = await mount(`<form>${markup('required')}</form>`);
      expect(inputOf(field).checkValidity()).to.equal(false);
      expect(field.validity?.valueMissing).to.equal(true);
      field.value = '123456';
      expect(inputOf(field).checkValidity()).to.equal(true);
    });

    it('is emptied with the form', async () => {
      const { root, field } = await mount(`<form>${markup()}<button type="reset">Reset</button></form>`);
      for (const reset of [
        () => root.querySelector('form')?.reset(),
        () => root.querySelector<HTMLElement>('[type=reset]')?.click(),
      ]) {
        field.value = '123';
        reset();
        expect(field.value).to.equal('');
        await until(() => drawn(field) === '______');
        expect(inputOf(field).checkValidity()).to.equal(true);
      }
    });

    it('is left alone when the reset is called off', async () => {
      const { root, field } = await mount(`<form>${markup()}</form>`);
      root.querySelector('form')?.addEventListener('reset', (event) => event.preventDefault());
      field.value = '123';
      root.querySelector('form')?.reset();
      await frame();
      await frame();
      expect(drawn(field)).to.equal('123___');
    });

    it('is disabled with the fieldset around it, and enabled again', async () => {
      const { root, field } = await mount(`<form><fieldset disabled>${markup()}</fieldset></form>`);
      field.value = '123456';
      const boxes = must(field.shadowRoot?.querySelector('[part~=boxes]'));
      const fieldset = must(root.querySelector('fieldset'));
      expect(getComputedStyle(boxes).opacity).to.equal('0.5');
      expect(field.matches(':state(disabled)')).to.equal(true);
      expect([...new FormData(must(root.querySelector('form')))]).to.deep.equal([]);
      fieldset.disabled = false;
      await until(() => !field.matches(':state(disabled)'));
      expect(getComputedStyle(boxes).opacity).to.equal('1');
      fieldset.disabled = true;
      await until(() => field.matches(':state(disabled)'));
    });

    it('is disabled by itself', async () => {
      const { field } = await mount(markup('disabled'));
      expect(field.matches(':state(disabled)')).to.equal(true);
      field.focus();
      await type('1');
      expect(field.value).to.equal('');
    });
  });
}

describe('mfa-code-input in a form', () => {
  afterEach(unmount);

  it('leaves a complaint of the page’s own alone', async () => {
    const { field } = await mount('<form><mfa-code-input></mfa-code-input></form>');
    inputOf(field).setCustomValidity('Not that one.');
    field.value = '123';
    expect(inputOf(field).validationMessage).to.equal('Not that one.');
  });

  it('follows its form when it is moved', async () => {
    const { root, field } = await mount(
      '<form id="a"><mfa-code-input></mfa-code-input></form><form id="b"></form>',
    );
    const other = must(root.querySelector<HTMLFormElement>('#b'));
    other.append(field);
    field.value = '123';
    expect(field.form).to.equal(other);
    other.reset();
    await until(() => drawn(field) === '______');
  });

  it('shows its states to CSS', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    expect(field.matches(':state(complete)')).to.equal(false);
    field.value = '123456';
    expect(field.matches(':state(complete)')).to.equal(true);
    field.error = 'Wrong.';
    await field.updateComplete;
    expect(field.matches(':state(invalid)')).to.equal(true);
    field.error = '';
    field.clear();
    await field.updateComplete;
    expect(field.matches(':state(invalid)')).to.equal(false);
    expect(field.matches(':state(complete)')).to.equal(false);
  });
});

describe('mfa-code-input and the browser’s memory', () => {
  let frameElement: HTMLIFrameElement;
  afterEach(() => frameElement.remove());

  /** A page in a frame, with a plain input beside the code fields: Firefox restores that one. */
  async function open(): Promise<void> {
    frameElement = document.createElement('iframe');
    frameElement.src = new URL('./restore.html', import.meta.url).href;
    document.body.append(frameElement);
    await shown();
  }

  async function shown(): Promise<void> {
    await new Promise((resolve) => frameElement.addEventListener('load', resolve, { once: true }));
    await until(() => inputs().every(({ type: kind }) => kind === 'text'));
    await frame();
  }

  function inputs(): HTMLInputElement[] {
    return [...(frameElement.contentDocument?.querySelectorAll('input') ?? [])];
  }

  it('brings no code back after a reload', async () => {
    await open();
    expect(inputs()).to.have.length(3);
    for (const input of inputs()) {
      input.value = '123456';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const reloaded = shown();
    frameElement.contentWindow?.location.reload();
    await reloaded;
    expect(
      inputs()
        .slice(1)
        .map(({ value }) => value),
    ).to.deep.equal(['', '']);
  });

  it('empties the field when the page goes into the browser’s cache', async () => {
    await open();
    const [, own, made] = inputs() as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
    own.value = made.value = '123456';
    frameElement.contentWindow?.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect([own.value, made.value]).to.deep.equal(['', '']);
  });
});
