/** The languages of a script tag lie beside it: each is found by `lang`, from wherever the script came, and only then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage } from '../support/e2e-browser.js';
import { scriptRoom } from '../support/e2e-script-room.js';

const room = scriptRoom();

const asked = (): string[] =>
  room.kit.visits.map(({ path }) => path).filter((path) => path.startsWith('/locales/'));

async function open(script: string, lang: string): Promise<void> {
  room.kit.visits.length = 0;
  const sandbox = await room.site.sandbox({});
  const markup = `<mfa-config endpoint="${sandbox.endpoint}"><mfa-otp-request></mfa-otp-request></mfa-config>`;
  const head = `<script type="module" src="${room.kit.url}/${script}.js"></script>`;
  const html = htmlPage(markup, head).replace(/<html[^>]*>/, `<html lang="${lang}">`);
  await room.page.goto(room.site.page('/sign-in', html));
}

/** What the words of a button say that they are in. */
const languageOf = (name: string): Promise<string | undefined> =>
  room.page
    .getByRole('button', { name, exact: true })
    .evaluate((element) => element.closest<HTMLElement>('[lang]')?.lang);

const button = (name: string): Promise<void> =>
  room.page.getByRole('button', { name, exact: true }).waitFor();

for (const script of ['mfa-elements', 'mfa-otp']) {
  void test(`${script}: English asks for no file`, async () => {
    await open(script, 'en-GB');
    await button('Send code');
    assert.deepEqual(asked(), []);
  });

  void test(`${script}: another language is one file, and the next comes when the page changes`, async () => {
    await open(script, 'de-AT');
    await button('Code senden');
    assert.deepEqual(asked(), ['/locales/de.js']);
    await room.page.evaluate(() => (document.documentElement.lang = 'pl'));
    await button('Wyślij kod');
    assert.deepEqual(asked(), ['/locales/de.js', '/locales/pl.js']);
    assert.deepEqual(room.complaints, []);
  });

  void test(`${script}: where the file cannot be had, it says that it speaks English`, async () => {
    await room.page.route('**/locales/de.js', (route) => route.fulfill({ status: 503 }));
    await open(script, 'de');
    await button('Send code');
    assert.equal(await languageOf('Send code'), 'en');
  });
}

void test('a language that is not known asks for no file', async () => {
  await open('mfa-elements', 'eo');
  await button('Send code');
  assert.deepEqual(asked(), []);
  assert.equal(await languageOf('Send code'), 'en');
});
