/** Whole elements on pages that a library stores, brings back and morphs: as if nothing had been. */
import { expect } from 'chai';
import type { MfaCodeInput } from '../../src/elements/code-input/code-input.js';
import type { MfaOtpRequest } from '../../src/elements/otp-request/otp-request.js';
import type { MfaOtpVerify } from '../../src/elements/otp-verify/otp-verify.js';
import { drawn, findings, frame as nextFrame, inputOf, picture } from '../elements/code-input/support.js';
import { keys, type } from '../support/keys.js';
import { until } from '../support/page.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';
import { OWN, pageUrl, type PageOptions } from './pages.js';

type Library = PageOptions['library'];
type Own = PageOptions['own'];

interface TurboWindow {
  refresh: () => void;
  visit: (url: string) => void;
}

/** One for all tests: WebKit loses its way back among those that were there before. */
let frame: HTMLIFrameElement;
let sandbox: TestSandbox;

const find = <T extends Element>(selector: string): T | null =>
  frame.contentDocument?.querySelector<T>(selector) ?? null;
const verify = (): MfaOtpVerify => find<MfaOtpVerify>('mfa-otp-verify')!;
const request = (): MfaOtpRequest => find<MfaOtpRequest>('mfa-otp-request')!;
const field = (): MfaCodeInput => verify().shadowRoot!.querySelector('mfa-code-input')!;

async function open(library: Library, own: Own): Promise<void> {
  sandbox = await createTestSandbox({ tellsTimes: true });
  const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.contentWindow!.location.replace(pageUrl({ library, own, endpoint: sandbox.endpoint }));
  await isLoaded;
  await settled();
}

/** Waits until the elements on the page are there, and know their backend. */
async function settled(): Promise<void> {
  await until(() => find('mfa-otp-verify')?.shadowRoot && field().input?.isConnected);
  await until(() => request().shadowRoot?.querySelector('[type=radio], [part~=again]'));
  for (const element of [request(), verify(), field()]) await element.updateComplete;
  await nextFrame();
}

async function awayAndBack(): Promise<void> {
  const before = verify();
  find<HTMLElement>('a')!.click();
  await until(() => find('#next'));
  frame.contentWindow!.history.back();
  await until(() => find('mfa-otp-verify') && verify() !== before);
  await settled();
}

/** What a person finds on the page. */
function seen(): unknown {
  return {
    request: [request().status, textOf(request())],
    verify: [verify().status, textOf(verify())],
    field: findings(field(), verify()),
  };
}

/** What can be read, but for what was said aloud once; times pass. */
function textOf(element: Element): string {
  const copy = document.createElement('div');
  for (const node of element.shadowRoot?.children ?? []) if (!node.role) copy.append(node.cloneNode(true));
  return copy.textContent.replace(/\d+:\d+|\d+ \w+( \d+ \w+)?/g, '#').replace(/\s+/g, ' ');
}

async function signIn(): Promise<void> {
  frame.focus();
  verify().focus();
  await type(await sandbox.lastCode());
  expect(drawn(field())).to.equal(await sandbox.lastCode());
  await keys('Enter');
  await until(() => verify().status === 'verified');
}

before(() => {
  frame = document.createElement('iframe');
  document.body.append(frame);
});
after(() => frame.remove());

describe('whole elements on pages that come back', () => {
  afterEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  for (const library of ['htmx', 'turbo'] as const) {
    for (const own of Object.keys(OWN) as Own[]) {
      it(`${library}: before a code was sent, with ${own}`, async () => {
        await open(library, own);
        const before = seen();
        for (const _ of [1, 2]) {
          await awayAndBack();
          expect(seen()).to.deep.equal(before);
        }
        await request().submit();
        await signIn();
      });

      it(`${library}: after a code was sent, with ${own}`, async () => {
        await open(library, own);
        await request().submit();
        const before = seen();
        for (const _ of [1, 2]) {
          frame.focus();
          verify().focus();
          await type('123');
          await awayAndBack();
          expect(seen()).to.deep.equal(before);
          expect(drawn(field())).to.equal('______');
        }
        expect(await sandbox.outbox()).to.have.length(1);
        await signIn();
      });

      it(`${library}: after the code was right, with ${own}`, async () => {
        await open(library, own);
        const before = seen();
        await request().submit();
        await signIn();
        await awayAndBack();
        expect(seen()).to.deep.equal(before);
        await request().submit();
        await signIn();
      });
    }
  }
});

describe('whole elements on pages that Turbo visits and morphs', () => {
  afterEach(() => sessionStorage.clear());

  /** Resolves when Turbo is done with the page, previews included. */
  async function loaded(begin: (page: TurboWindow) => void): Promise<void> {
    const done = new Promise((resolve) =>
      frame.contentDocument!.addEventListener('turbo:load', resolve, { once: true }),
    );
    begin(frame.contentWindow as unknown as TurboWindow);
    await done;
  }

  async function morph(): Promise<void> {
    await loaded((page) => page.refresh());
    await nextFrame();
    await settled();
  }

  for (const own of Object.keys(OWN) as Own[]) {
    it(`shows first what was stored and then what is new, with ${own}`, async () => {
      await open('turbo', own);
      await request().submit();
      const [before, url] = [seen(), frame.contentWindow!.location.href];
      await loaded(() => find<HTMLElement>('a')!.click());
      await loaded((page) => page.visit(url));
      await settled();
      expect(seen()).to.deep.equal(before);
      await signIn();
    });
  }

  for (const own of Object.keys(OWN) as Own[]) {
    it(`before a code was sent, with ${own}`, async () => {
      await open('turbo', own);
      const [before, element, input] = [seen(), verify(), inputOf(field())];
      for (const _ of [1, 2]) {
        await morph();
        expect(seen()).to.deep.equal(before);
      }
      expect(verify() === element && inputOf(field()) === input).to.equal(true);
      await request().submit();
      await signIn();
    });

    it(`after a code was sent, with what is typed, with ${own}`, async () => {
      await open('turbo', own);
      await request().submit();
      const before = seen();
      frame.focus();
      verify().focus();
      const code = await sandbox.lastCode();
      await type(code.slice(0, 3));
      for (const _ of [1, 2]) {
        await morph();
        expect(picture(field())).to.equal(`${code.slice(0, 3)}|`);
        expect(seen()).to.deep.equal(before);
      }
      await type(code.slice(3));
      expect(drawn(field())).to.equal(code);
      await keys('Enter');
      await until(() => verify().status === 'verified');
    });
  }
});
