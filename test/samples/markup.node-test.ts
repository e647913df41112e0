/** Each sample of markup in a real page, with the built script and a backend behind: it works, without a word. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { htmlPage } from '../support/e2e-browser.js';
import { pages, pageSamples, placeOf, type PageSample } from '../support/page-samples.js';
import { startSampleSite, type SampleSite } from './sample-site.js';

let site: SampleSite;
before(async () => {
  site = await startSampleSite();
});
after(() => site.close());
beforeEach(() => site.open());
afterEach(() => site.leave());

/** Where the sample names no script, the page has it already. */
function asPage({ code }: PageSample): string {
  const script = /<script[^>]* src=/.test(code)
    ? ''
    : '<script type="module" src="/mfa-elements/mfa-elements.js"></script>';
  return code.includes('<html')
    ? `<!doctype html><title>Sign in</title>${script}${code}`
    : htmlPage(code, script);
}

/** In the page: the tags that are not there to see. */
async function unseen(): Promise<string[]> {
  const elements = [...document.body.querySelectorAll<HTMLElement>('*')].filter(({ localName }) =>
    localName.startsWith('mfa-'),
  );
  await Promise.all(elements.map(({ localName }) => customElements.whenDefined(localName)));
  const end = performance.now() + 5000;
  let hidden: string[];
  do {
    // Words wait for their language, for a second at most.
    await new Promise(requestAnimationFrame);
    hidden = elements
      .filter((element) => getComputedStyle(element).display !== 'contents')
      // Until the page has given it a login.
      .filter((element) => !element.matches('mfa-challenge:state(idle)'))
      .filter((element) => !element.checkVisibility() || element.getBoundingClientRect().height === 0)
      .map(({ localName }) => localName);
  } while (hidden.length > 0 && performance.now() < end);
  return hidden;
}

/** In the page: attributes in the markup that the tag does not have. */
function unknownAttributes(markup: string): string[] {
  const global = /^(id|class|lang|dir|slot|part|hidden|title|style|role|(data|aria)-.*)$/;
  const { body } = new DOMParser().parseFromString(markup, 'text/html');
  return [...body.querySelectorAll('*')].flatMap(({ localName, attributes }) => {
    const element = customElements.get(localName) as { observedAttributes?: string[] } | undefined;
    if (!element) return [];
    return [...attributes]
      .map(({ name }) => name)
      .filter((name) => !global.test(name) && !element.observedAttributes?.includes(name))
      .map((name) => `${localName} ${name}`);
  });
}

for (const sample of pages().flatMap((page) => pageSamples(page, 'html'))) {
  void test(`${placeOf(sample)} works in a page`, { timeout: 60_000 }, async () => {
    const { page } = site;
    await page.goto(site.put('/', asPage(sample)));
    assert.deepEqual(await page.evaluate(unseen), []);
    assert.deepEqual(await page.evaluate(unknownAttributes, sample.code), []);
    assert.deepEqual(site.complaints, []);
  });
}
