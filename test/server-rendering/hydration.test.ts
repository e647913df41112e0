/** What a server has rendered is taken over in the browser, node by node, or gives way to what the browser renders. */
import { expect } from 'chai';
import type { MfaCodeInput } from '../../src/elements/code-input/code-input.js';
import type { MfaOtpRequest } from '../../src/elements/otp-request/otp-request.js';
import type { MfaOtpVerify } from '../../src/elements/otp-verify/otp-verify.js';
import { keys, type } from '../support/keys.js';
import { until } from '../support/page.js';
import { createTestSandbox } from '../support/sandbox.js';
import type { Findings } from './ready.js';
import { CHANGING_SCREENS, SCREENS } from './screens.js';

interface ScreenWindow extends Window {
  complaints?: string[];
  findings?: Findings | undefined;
}

type Script = 'hydrating' | 'bare' | 'forgetful' | 'phone';

const SCREEN_NAMES = Object.keys(SCREENS);

let frame: HTMLIFrameElement;

/** Opens a page, and waits until all elements on it are there. */
async function open(script: Script, screen: string, endpoint = ''): Promise<Findings & { page: Document }> {
  frame = document.createElement('iframe');
  const path = `/test/server-rendering/${script}-page.ts`;
  frame.src = `/server-rendered?${String(new URLSearchParams({ screen, endpoint, script: path }))}`;
  document.body.append(frame);
  return found();
}

async function found(): Promise<Findings & { page: Document }> {
  const findings = await until(() => {
    expectNoComplaint();
    return (frame.contentWindow as ScreenWindow).findings;
  });
  return { ...findings, page: frame.contentDocument! };
}

function expectNoComplaint(): void {
  expect((frame.contentWindow as ScreenWindow).complaints ?? []).to.deep.equal([]);
}

interface Parts {
  request: MfaOtpRequest;
  verify: MfaOtpVerify;
  input: HTMLInputElement;
  submit: Element | null | undefined;
}

/** Of the page with the whole sign-in. */
function partsOf(page: Document): Parts {
  const request = page.querySelector('mfa-otp-request')!;
  const verify = page.querySelector('mfa-otp-verify')!;
  const input = verify.querySelector('input')!;
  expect(page.querySelectorAll('mfa-otp-verify input')).to.have.length(1);
  return { request, verify, input, submit: verify.shadowRoot?.querySelector('[part~=submit]') };
}

describe('server rendering', () => {
  afterEach(() => {
    frame.remove();
    sessionStorage.clear();
  });

  for (const screen of SCREEN_NAMES) {
    it(`is taken over, node by node: ${screen}`, async () => {
      const { lost, emptied, hydrated, fresh } = await open('hydrating', screen);
      expect([lost, emptied]).to.deep.equal([[], 0]);
      expect(hydrated).to.equal(fresh);
    });
  }

  for (const screen of Object.keys(CHANGING_SCREENS)) {
    it(`is taken over before anything changes: ${screen}`, async () => {
      const { emptied, hydrated, fresh } = await open('hydrating', screen);
      expect(emptied).to.equal(0);
      expect(hydrated).to.equal(fresh);
    });
  }

  it('is taken over on a phone, which no server can tell from others', async () => {
    const { emptied, hydrated, fresh } = await open('phone', 'mfa-totp-enroll');
    expect(emptied).to.equal(0);
    expect(hydrated).to.equal(fresh).and.to.contain('Add the account to the app');
  });

  for (const screen of SCREEN_NAMES) {
    it(`gives way where nothing takes it over: ${screen}`, async () => {
      const { hydrated, fresh } = await open('bare', screen);
      expect(hydrated).to.equal(fresh);
    });
  }

  for (const screen of SCREEN_NAMES.filter((name) => name.startsWith('mfa-otp-verify, a challenge'))) {
    it(`gives way where the page is in another state: ${screen}`, async () => {
      const { hydrated, fresh } = await open('forgetful', screen);
      expect(hydrated).to.equal(fresh);
    });
  }

  for (const script of ['hydrating', 'bare'] as const) {
    for (const screen of SCREEN_NAMES.filter((name) => /^mfa-code-input(, the page’s input)?$/.test(name))) {
      it(`is typed into, once ${script === 'bare' ? 'rendered anew' : 'taken over'}: ${screen}`, async () => {
        const { page } = await open(script, screen);
        const field = page.querySelector<MfaCodeInput>('mfa-code-input')!;
        let completed = 0;
        page.addEventListener('mfa-code-completed', () => completed++);
        expect(page.querySelectorAll('input')).to.have.length(1);
        frame.focus();
        field.focus();
        await type('123456');
        expect([field.value, completed]).to.deep.equal(['123456', 1]);
        expect(field.shadowRoot?.querySelector('[part~=boxes]')?.textContent).to.equal('123456');
      });
    }

    it(`is a whole sign-in, once ${script === 'bare' ? 'rendered anew' : 'taken over'}`, async () => {
      const sandbox = await createTestSandbox({ tellsTimes: true });
      const { page } = await open(script, 'a sign-in', sandbox.endpoint);
      const { input, request } = partsOf(page);
      expect(await request.submit()).to.equal(true);
      expect(partsOf(page).submit?.textContent.trim()).to.equal(script === 'bare' ? 'Check code' : 'Sign in');

      // What was kept of it is taken up, and of no matter to what the server renders.
      (frame.contentWindow as ScreenWindow).findings = undefined;
      frame.contentWindow?.location.reload();
      await found();
      const { input: again, verify } = partsOf(frame.contentDocument!);
      expect([again === input, verify.status, again.readOnly]).to.deep.equal([false, 'ready', false]);
      frame.focus();
      verify.focus();
      await type(await sandbox.lastCode());
      await keys('Enter');
      await until(() => verify.status === 'verified');
      expectNoComplaint();
    });
  }
});
