import { expect } from 'chai';
import { confirmIdentity } from '../../../src/define/confirm.js';
import type { Factor, SecondStep, Verification } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaConfirm } from '../../../src/elements/confirm/confirm.js';
import { en } from '../../../src/locales/en.js';
import { ChallengePage } from '../../support/challenge-page.js';
import { keys } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import { aTask, clearPage, deepFocus, deepText, part, settled, spoken, until } from '../../support/page.js';
import { roleClient, type Answers, type RoleClient } from '../../support/role-client.js';

const TOTP: Factor = { id: 't1', kind: 'totp', active: true };
const SMS: Factor = { id: 'p1', kind: 'sms', destination: '*0406', active: true };
const CODE = '135790';
const TOKEN = 'step-up-token';
const MINUTE = 60_000;

function stepOf(factors: readonly Factor[], more: Partial<SecondStep> = {}): SecondStep {
  return { factors, enrollable: [], required: true, ...more };
}

function room(answers: Answers = {}): RoleClient {
  const asker = roleClient({
    channels: ['totp', 'sms'],
    takesDestination: false,
    secondStep: () => Promise.resolve(stepOf([TOTP])),
    requestOtp: () => Promise.resolve({ id: 'c1', channel: 'totp' }),
    verifyOtp: () => Promise.resolve({ proof: { stepUp: TOKEN } }),
    ...answers,
  });
  return { ...asker, client: { stepUp: () => asker.client } };
}

const dialogOf = (element: Element): HTMLDialogElement => element.shadowRoot!.querySelector('dialog')!;
const openDialogs = (): number =>
  [...document.querySelectorAll('mfa-confirm')].filter((each) => dialogOf(each).matches(':modal')).length;

/** The second step in the dialog, once there is something to do in it. */
async function challengeIn(element: MfaConfirm, status = 'answering'): Promise<ChallengePage> {
  const challenge = await until(() => element.shadowRoot!.querySelector('mfa-challenge'));
  await until(() => challenge.status === status);
  await settled(element);
  return new ChallengePage(challenge);
}

describe('mfa-confirm', () => {
  let element: MfaConfirm;
  let button: HTMLButtonElement;
  let happened: string[];

  beforeEach(() => {
    document.documentElement.lang = 'en';
    happened = [];
    element = document.createElement('mfa-confirm');
    element.reason = 'Send 250 € to Ada';
    element.clock = new ManualClock();
    button = document.createElement('button');
    button.textContent = 'Send';
    button.addEventListener('click', () => happened.push('click'));
    element.append(button);
    for (const type of ['mfa-identity-confirmed', 'mfa-confirmation-cancelled'])
      document.body.addEventListener(type, note);
  });

  afterEach(async () => {
    for (const type of ['mfa-identity-confirmed', 'mfa-confirmation-cancelled'])
      document.body.removeEventListener(type, note);
    clearPage();
    // What has left the page answers who waits.
    await aTask();
    await aTask();
  });

  function note(event: Event): void {
    happened.push(`${event.type} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
  }

  async function begin(backend: RoleClient): Promise<void> {
    element.client = backend.client;
    document.body.append(element);
    await settled(element);
    button.focus();
  }

  async function press(): Promise<void> {
    button.click();
    await settled(element);
  }

  it('holds a press back until the person has confirmed, and then lets it go on once', async () => {
    await begin(room());
    await press();
    expect(happened).to.deep.equal([]);
    expect(openDialogs()).to.equal(1);
    await (await challengeIn(element)).check(CODE);
    await until(() => happened.length > 1);
    expect(happened).to.deep.equal(['mfa-identity-confirmed {"kind":"totp"}', 'click']);
    expect(element.verification?.proof?.stepUp === TOKEN, 'in the property').to.equal(true);
    expect(dialogOf(element).open).to.equal(false);
    expect(spoken(element).polite).to.equal(en.confirmDone);
    await press();
    expect(happened).to.have.length(2);
    expect(openDialogs(), 'each press asks').to.equal(1);
    expect(element.verification).to.equal(undefined);
  });

  for (const [how, type, init] of [
    ['Ctrl', 'click', { ctrlKey: true }],
    ['Cmd', 'click', { metaKey: true }],
    ['Shift', 'click', { shiftKey: true }],
    ['the middle button', 'auxclick', { button: 1 }],
  ] as const)
    for (const own of [null, 'help'])
      it(`opens a link elsewhere that was pressed with ${how}${own ? ', and that has a target' : ''}`, async () => {
        const link = document.createElement('a');
        link.href = '#elsewhere';
        if (own) link.target = own;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          happened.push(`to ${link.target}`);
        });
        element.append(link);
        await begin(room());
        const press = new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
        expect(link.dispatchEvent(press), 'held back').to.equal(false);
        await settled(element);
        await (await challengeIn(element)).check(CODE);
        await until(() => happened.length > 1);
        expect(happened[1]).to.equal('to _blank');
        expect(link.getAttribute('target')).to.equal(own);
      });

  it('leaves the other buttons of a mouse alone', async () => {
    await begin(room());
    for (const which of [1, 2]) {
      const press = new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: which });
      expect(button.dispatchEvent(press)).to.equal(true);
    }
    expect(openDialogs()).to.equal(0);
  });

  it('says what it is about, and leads to the field', async () => {
    await begin(room());
    await press();
    const { field } = await challengeIn(element);
    await until(() => deepFocus() === field);
    const dialog = dialogOf(element);
    const named = (attribute: string): string =>
      element.shadowRoot!.getElementById(dialog.getAttribute(attribute)!)!.textContent.trim();
    expect(named('aria-labelledby').replace(/[\u2066-\u2069]/g, '')).to.equal(
      'Confirm that it is you: Send 250 € to Ada',
    );
    expect(named('aria-describedby')).to.equal(en.confirmWords);
  });

  describe('with nothing but a password', () => {
    const PASSWORD = 'open sesame 42';

    async function askForPassword(): Promise<HTMLInputElement> {
      const taken: Answers['verifyPassword'] = (password) =>
        password === PASSWORD
          ? Promise.resolve({ proof: { stepUp: TOKEN } })
          : Promise.reject(new MfaError('invalid-proof'));
      await begin(room({ secondStep: () => Promise.resolve(stepOf([])), verifyPassword: taken }));
      await press();
      return fieldOf();
    }

    const fieldOf = (): Promise<HTMLInputElement> =>
      until(() =>
        element
          .shadowRoot!.querySelector('mfa-proof')
          ?.shadowRoot?.querySelector<HTMLInputElement>('[type=password]'),
      );

    it('asks for that, says what is wrong with it, and lets the press go on', async () => {
      const field = await askForPassword();
      await until(() => deepFocus() === field);
      expect(part(element, 'cancel'), 'one way out').to.equal(undefined);
      field.value = 'another';
      await keys('Enter');
      await until(() => deepText(element).includes(en.proofPasswordWrong));
      const again = await fieldOf();
      await until(() => deepFocus() === again);
      again.value = PASSWORD;
      await keys('Enter');
      await until(() => happened.length > 1);
      expect(happened).to.deep.equal(['mfa-identity-confirmed {}', 'click']);
      expect(element.verification?.proof?.stepUp === TOKEN, 'in the property').to.equal(true);
      expect(openDialogs()).to.equal(0);
    });

    it('may be declined, and the button has the focus again', async () => {
      await askForPassword();
      const cancel = await until(() =>
        element
          .shadowRoot!.querySelector('mfa-proof')
          ?.shadowRoot?.querySelector<HTMLElement>('[part~=proof-cancel]'),
      );
      cancel.click();
      await until(() => happened.length > 0);
      await settled(element);
      expect(happened).to.deep.equal(['mfa-confirmation-cancelled null']);
      expect(openDialogs()).to.equal(0);
      await until(() => deepFocus() === button);
    });
  });

  it('is cancelled by Escape: nothing goes on, and the button has the focus again', async () => {
    await begin(room());
    await press();
    const { field } = await challengeIn(element);
    await until(() => deepFocus() === field);
    await keys('Escape');
    await until(() => happened.length > 0);
    await settled(element);
    expect(happened).to.deep.equal(['mfa-confirmation-cancelled null']);
    expect(openDialogs()).to.equal(0);
    expect(deepFocus() === button, 'the button has the focus').to.equal(true);
    expect(spoken(element).polite).to.equal(en.confirmCancelled);
    expect(element.status).to.equal('cancelled');
  });

  it('is cancelled by its button', async () => {
    await begin(room());
    await press();
    await challengeIn(element);
    part(element, 'cancel')!.click();
    await until(() => happened.length > 0);
    expect(happened).to.deep.equal(['mfa-confirmation-cancelled null']);
    expect(deepFocus() === button).to.equal(true);
  });

  it('holds a form back, and sends it once', async () => {
    const form = document.createElement('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      happened.push('submit');
    });
    const input = document.createElement('input');
    form.append(input, element);
    element.client = room().client;
    document.body.append(form);
    await settled(element);
    input.focus();
    await keys('Enter');
    expect(happened, 'Enter is a press of the button').to.deep.equal([]);
    await (await challengeIn(element)).check(CODE);
    await until(() => happened.includes('submit'));
    expect(happened.filter((what) => what === 'submit')).to.have.length(1);
    expect(deepFocus() === input, 'the focus is where it was').to.equal(true);
  });

  it('holds a press on what is in the button back, and lets a button go that is off', async () => {
    await begin(room());
    button.innerHTML = '<span>Send</span>';
    button.firstElementChild!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    await settled(element);
    expect([openDialogs(), happened.length]).to.deep.equal([1, 0]);
    element.cancel();
    await aTask();
    happened.length = 0;
    button.setAttribute('aria-disabled', 'true');
    await press();
    expect([openDialogs(), happened.join()]).to.deep.equal([0, 'click']);
  });

  it('tells the page nothing of a sign-in', async () => {
    const signIns: string[] = [];
    for (const type of ['mfa-challenge-completed', 'mfa-otp-verified', 'mfa-challenge-failed'])
      element.addEventListener(type, ({ type: told }) => signIns.push(told));
    await begin(room());
    await press();
    await (await challengeIn(element)).check(CODE);
    await until(() => happened.includes('click'));
    await aTask();
    expect(signIns).to.deep.equal([]);
  });

  it('says that the server does not answer, and tries again', async () => {
    const answers = [Promise.reject(new MfaError('timeout')), Promise.resolve(stepOf([TOTP]))];
    await begin(room({ secondStep: () => answers.shift()! }));
    await press();
    const page = await challengeIn(element, 'failed');
    expect(deepText(element)).to.contain(en['error-timeout']);
    await until(() => deepFocus()?.part.contains('retry') === true);
    await page.press('retry');
    await challengeIn(element);
    expect(happened).to.deep.equal([]);
  });

  it('says that a check did not get through, and keeps what was typed', async () => {
    const answers = [Promise.reject(new MfaError('network')), Promise.resolve({})];
    await begin(room({ verifyOtp: () => answers.shift()! }));
    await press();
    const page = await challengeIn(element);
    await page.check(CODE);
    await page.says(en['error-network']);
    expect(page.field.value).to.equal(CODE);
    await page.press('submit');
    await until(() => happened.includes('click'));
  });

  it('says that the time is over, and begins anew', async () => {
    const clock = new ManualClock();
    element.clock = clock;
    const step = (): Promise<SecondStep> =>
      Promise.resolve(stepOf([TOTP], { expiresAt: clock.now() + MINUTE }));
    await begin(room({ secondStep: step }));
    await press();
    await challengeIn(element);
    clock.advance(2 * MINUTE);
    const page = await challengeIn(element, 'ended');
    expect(deepText(element)).to.contain(en.confirmTooLate);
    expect(deepText(element)).not.to.contain(en.restart);
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    await page.press('restart');
    await challengeIn(element);
    expect([restarts, openDialogs()]).to.deep.equal([0, 1]);
  });

  it('leaves a session that is over to the page', async () => {
    await begin(room({ secondStep: () => Promise.reject(new MfaError('unauthenticated')) }));
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    await press();
    const page = await challengeIn(element, 'ended');
    expect(deepText(element)).to.contain(en.restart);
    await page.press('restart');
    await until(() => happened.length > 0);
    expect(happened).to.deep.equal(['mfa-confirmation-cancelled null']);
    expect([restarts, openDialogs()]).to.deep.equal([1, 0]);
  });

  it('says that nothing is set up, or that this page cannot ask for it', async () => {
    const steps = [stepOf([], { required: false }), stepOf([{ id: 'x', kind: 'push', active: true }])];
    await begin(room({ secondStep: () => Promise.resolve(steps.shift()!) }));
    await press();
    await challengeIn(element, 'unusable');
    expect(deepText(element)).to.contain(`${en.confirmNothing} ${en.confirmNothingWords}`);
    element.cancel();
    await aTask();
    await press();
    await challengeIn(element, 'unusable');
    expect(deepText(element)).to.contain(`${en.confirmUnusable} ${en.confirmUnusableWords}`);
    expect(happened).to.deep.equal(['mfa-confirmation-cancelled null']);
  });

  it('stays a dialog when it is moved, and ends when it is taken away', async () => {
    await begin(room());
    await press();
    await challengeIn(element);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await settled(element);
    expect([openDialogs(), element.status]).to.deep.equal([1, 'asking']);
    element.remove();
    await until(() => element.status === 'cancelled');
    document.body.append(element);
    await settled(element);
    expect([openDialogs(), dialogOf(element).open]).to.deep.equal([0, false]);
    expect(happened).not.to.include('click');
  });

  it('keeps its button where two-factor authentication is off, and asks all the same', async () => {
    element.twoFactorAuthentication = false;
    await begin(room());
    expect(button.getClientRects()).to.have.length(1);
    await press();
    await challengeIn(element);
    expect(happened).to.deep.equal([]);
  });
});

describe('confirmIdentity', () => {
  let opener: HTMLButtonElement;

  beforeEach(() => {
    document.documentElement.lang = 'en';
    opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
  });
  afterEach(async () => {
    clearPage();
    await aTask();
    await aTask();
  });

  const shown = (): Promise<MfaConfirm> => until(() => document.querySelector('mfa-confirm'));

  it('resolves to what the backend gave, and leaves nothing in the page', async () => {
    const asked = confirmIdentity({ client: room().client, reason: 'Delete the account' });
    await (await challengeIn(await shown())).check(CODE);
    expect((await asked)?.proof?.stepUp === TOKEN).to.equal(true);
    expect(document.querySelectorAll('mfa-confirm')).to.have.length(0);
    expect(deepFocus() === opener, 'the focus is where it was').to.equal(true);
  });

  it('opens one dialog, however often it is called', async () => {
    const { client } = room();
    const asked = [confirmIdentity({ client }), confirmIdentity({ client, reason: 'Other' })] as const;
    const element = await shown();
    const own = document.createElement('mfa-confirm');
    document.body.append(own);
    expect(asked[0] === asked[1] && asked[0] === own.ask(), 'one promise').to.equal(true);
    own.remove();
    await challengeIn(element);
    expect(openDialogs()).to.equal(1);
    element.cancel();
    expect(await asked[1]).to.equal(undefined);
    const again = confirmIdentity({ client });
    expect(again === asked[0], 'a new one').to.equal(false);
    (await shown()).cancel();
    await again;
  });

  it('resolves to nothing on Escape, when its signal says so, and when the dialog is taken away', async () => {
    const { client } = room();
    const answers: (Verification | undefined)[] = [];
    const escaped = confirmIdentity({ client });
    await challengeIn(await shown());
    await keys('Escape');
    answers.push(await escaped);
    const abort = new AbortController();
    const aborted = confirmIdentity({ client, signal: abort.signal });
    await challengeIn(await shown());
    abort.abort();
    answers.push(await aborted, await confirmIdentity({ client, signal: abort.signal }));
    const removed = confirmIdentity({ client });
    const element = await shown();
    await challengeIn(element);
    element.remove();
    answers.push(await removed);
    expect(answers).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(openDialogs()).to.equal(0);
  });

  it('shows several ways to choose from, above a dialog of the page', async () => {
    const own = document.createElement('dialog');
    document.body.append(own);
    own.showModal();
    const steps = (): Promise<SecondStep> => Promise.resolve(stepOf([SMS, TOTP]));
    const asked = confirmIdentity({ client: room({ secondStep: steps }).client });
    const element = await shown();
    const page = await challengeIn(element, 'choosing');
    expect(page.ways).to.deep.equal(['Authenticator app', 'Text message to the number ending in 0406']);
    await until(() => deepFocus()?.part.contains('way') === true);
    element.cancel();
    await asked;
    expect(own.open).to.equal(true);
  });
});
