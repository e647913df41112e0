/** Elements render on a server, to declarative shadow DOM, with nothing of a browser around them. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { html, type TemplateResult } from 'lit';
import { renderedMarkup } from '../server-rendering/rendered-page.js';
import { CHANGING_SCREENS, SCREENS } from '../server-rendering/screens.js';

async function rendered(template: TemplateResult): Promise<string> {
  const markup = await renderedMarkup(template);
  // What Lit needs to find its places again is of no interest here.
  return markup.replace(/<!--.*?-->/gs, '');
}

/** The texts and boxes in the shadow root. */
const inside = (markup: string): string =>
  /<template shadowroot[^>]*>(.*?)<\/template>/s.exec(markup)?.[1] ?? '';

void test('there is no document here', () => {
  assert.equal(typeof document, 'undefined');
});

void test('every tag has a screen', async () => {
  const tags = (await readdir('src/define')).flatMap((file) => /^(mfa-.*)\.ts$/.exec(file)?.[1] ?? []);
  const named = new Set(Object.keys({ ...SCREENS, ...CHANGING_SCREENS }).map((name) => name.split(',')[0]));
  assert.deepEqual(
    tags.filter((tag) => !named.has(tag)),
    [],
  );
});

for (const [name, screen] of Object.entries({ ...SCREENS, ...CHANGING_SCREENS })) {
  void test(`renders its shadow root, calls nobody, and keeps nothing: ${name}`, async (context) => {
    // Some versions of Node have one, which all requests share.
    const storage = { getItem: context.mock.fn(() => null), setItem: context.mock.fn() };
    Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, value: storage });
    const calls = [storage.getItem, storage.setItem, context.mock.method(globalThis, 'fetch')];
    const timers = context.mock.method(globalThis, 'setTimeout');
    const markup = await rendered(screen());
    Reflect.deleteProperty(globalThis, 'sessionStorage');
    assert.match(markup, /<mfa-[^>]*><template shadowroot/);
    assert.doesNotMatch(markup, /data-mfa-made|JBSWY3DP|XK4D/);
    for (const { mock } of [...calls, timers]) assert.equal(mock.callCount(), 0);
  });
}

void test('mfa-code-input renders its shadow root, and adds nothing to the page’s own markup', async () => {
  const markup = await rendered(
    html`<mfa-code-input name="code"><input name="code" required /></mfa-code-input>`,
  );
  assert.match(markup, /<mfa-code-input[^>]*name="code"[^>]*><template shadowroot/);
  assert.match(markup, /<\/template><input name="code" required \/><\/mfa-code-input>/);
  assert.equal(inside(markup).match(/part="box"/g)?.length, 6);
  assert.match(inside(markup), /<div part="label"[^>]*>Code<\/div>/);
  assert.match(inside(markup), /Enter the 6-digit code/);
  assert.match(inside(markup), /<slot/);
});

void test('mfa-code-input renders what its attributes and properties say', async () => {
  const markup = await rendered(
    html`<mfa-code-input
      length="8"
      alphabet="alphanumeric"
      label="Code from the letter"
      mask
      required
      disabled
      .error=${'That code is not right.'}
    ></mfa-code-input>`,
  );
  assert.equal(inside(markup).match(/part="box"/g)?.length, 8);
  assert.match(inside(markup), /Code from the letter/);
  assert.match(inside(markup), /Enter the 8-character code/);
  assert.match(inside(markup), /<output[^>]*part="error"[^>]*>That code is not right\.<\/output>/);
  assert.match(inside(markup), /Show code/);
  assert.doesNotMatch(markup, /<input/);
});

void test('mfa-code-input never renders a code', async () => {
  const markup = await rendered(html`<mfa-code-input .value=${'739517'}></mfa-code-input>`);
  assert.doesNotMatch(markup, /739517/);
});

void test('mfa-code-input can be made, filled and emptied by a script on the server', () => {
  const field = made('mfa-code-input');
  field.value = '12 34';
  assert.equal(field.value, '1234');
  field.clear();
  assert.equal(field.value, '');
  assert.equal(field.complete, false);
});

function made(tag: 'mfa-code-input'): HTMLElementTagNameMap['mfa-code-input'] {
  const Element = customElements.get(tag) as new () => HTMLElementTagNameMap['mfa-code-input'];
  return new Element();
}
