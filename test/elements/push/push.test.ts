import { expect } from 'chai';
import '../../../src/define/mfa-push.js';
import '../../../src/define/mfa-proof.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaPush } from '../../../src/elements/push/push.js';
import { says, sentText } from '../../../src/elements/push/says.js';
import { PushFlow } from '../../../src/flows/push-flow.js';
import type { PushState, PushStatus } from '../../../src/flows/push-state.js';
import { en } from '../../../src/locales/en.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { aTask, part, spoken, until } from '../../support/page.js';
import { roleClient, type Answers, type RoleClient } from '../../support/role-client.js';

const TOKEN = 'eyJ-session-token';
const SECOND = 1000;

describe('mfa-push', () => {
  let element: MfaPush;
  let room: RoleClient;
  let clock: FakeClock;
  let events: string[];

  async function show(roles: Answers = {}): Promise<void> {
    room = roleClient({ sendPush: 'by hand', pollPush: 'by hand', ...roles });
    clock = fakeClock();
    events = [];
    element = document.createElement('mfa-push');
    element.client = room.client;
    element.clock = clock;
    for (const name of ['sent', 'verified', 'denied', 'expired', 'failed'])
      element.addEventListener(`mfa-push-${name}`, (event) =>
        events.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
      );
    document.body.append(element);
    await element.updateComplete;
  }

  afterEach(() => element.remove());

  const reached = (status: PushStatus): Promise<unknown> =>
    until(() => element.status === status && !element.isUpdatePending);

  async function press(name: string): Promise<void> {
    const button = part(element, name)!;
    button.focus();
    button.click();
    await element.updateComplete;
  }

  async function answer(what: unknown): Promise<void> {
    await until(() => room.live.length > 0);
    const call = room.live[0]!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    // The flow hears of it in its own turn, and may show nothing new.
    await aTask();
    await element.updateComplete;
  }

  async function waiting(number: string | undefined = '42'): Promise<void> {
    await press('send');
    await answer({ id: 'p1', ...(number && { number }), expiresAt: clock.now() + 300 * SECOND });
    await reached('waiting');
  }

  async function asked(what: unknown): Promise<void> {
    clock.advance(2 * SECOND);
    await answer(what);
  }

  it('sends nothing before the press, and shows the number that was sent', async () => {
    await show();
    clock.advance(60 * SECOND);
    expect(room.calls).to.have.lengthOf(0);
    await waiting('07');
    expect(part(element, 'number')!.textContent.replace(/\s+/g, ' ').trim()).to.equal(
      `${en.pushNumberLabel} 07`,
    );
    expect(parseFloat(getComputedStyle(part(element, 'number')!).fontSize)).to.be.at.least(40);
    await until(() => spoken(element).polite.includes('07'));
    expect(spoken(element).polite).to.contain(en.pushSentNumber.replace('{number}', '07'));
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'title'));
    // Of two countdowns the one that ends next.
    expect(part(element, 'resend-wait')!.textContent).to.contain('0:30');
    expect(part(element, 'timer')).to.equal(undefined);
    expect(events).to.deep.equal(['sent null']);
  });

  it('is approved without a number too, and tells at the end without what the backend gave', async () => {
    await show();
    await press('send');
    await answer({ id: 'p1' });
    await reached('waiting');
    expect(part(element, 'number')).to.equal(undefined);
    expect(part(element, 'words')!.textContent.trim()).to.equal(en.pushApproveWords);
    await asked({ session: TOKEN });
    await until(() => events.length === 2);
    expect(events).to.deep.equal(['sent null', 'verified null']);
    expect(element.verification).to.deep.equal({ session: TOKEN });
    expect(spoken(element).polite).to.equal(en.pushVerified);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'done'));
    expect(element.shadowRoot!.innerHTML).to.not.contain(TOKEN);
  });

  it('tells a refusal from what came too late', async () => {
    await show();
    await waiting();
    await asked(new MfaError('push-denied'));
    await reached('denied');
    expect(part(element, 'denied')!.textContent).to.equal(en.pushDenied);
    expect(part(element, 'denied-hint')!.textContent).to.equal(en.pushDeniedWords);
    expect(spoken(element).urgent).to.equal(`${en.pushDenied} ${en.pushDeniedWords}`);
    expect(events.at(-1)).to.equal('denied null');
    element.remove();
    await show();
    await waiting();
    await asked(new MfaError('challenge-expired'));
    await reached('expired');
    expect(part(element, 'expired')!.textContent).to.equal(en.pushExpired);
    expect(events.at(-1)).to.equal('expired null');
  });

  it('leads to a new sign-in where it may send no more', async () => {
    await show();
    element.maxResends = 0;
    await waiting();
    expect(part(element, 'restart')).to.equal(undefined);
    await asked(new MfaError('challenge-expired'));
    await reached('expired');
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    part(element, 'restart')!.click();
    expect(restarts).to.equal(1);
  });

  it('sends again only after the wait, and never twice for a double click', async () => {
    await show();
    const button = part(element, 'send')!;
    button.click();
    button.click();
    await answer({ id: 'p1', number: '42', expiresAt: clock.now() + 300 * SECOND });
    await reached('waiting');
    expect(room.of('sendPush')).to.have.lengthOf(1);
    expect(part(element, 'resend')).to.equal(undefined);
    expect(part(element, 'resend-wait')!.textContent).to.contain('0:30');
    await asked(undefined);
    clock.advance(28 * SECOND);
    await answer(undefined);
    await until(() => part(element, 'resend') !== undefined);
    expect(part(element, 'resend')!.textContent.trim()).to.equal(en.pushResend);
    expect(part(element, 'timer')!.textContent).to.contain('4:30');
    part(element, 'resend')!.click();
    part(element, 'resend')!.click();
    await until(() => room.of('sendPush').length === 2);
    await answer({ id: 'p2', number: '17' });
    await reached('waiting');
    expect(part(element, 'number')!.textContent).to.contain('17');
    expect(room.of('sendPush')).to.have.lengthOf(2);
  });

  it('says that the server does not answer, and goes on asking', async () => {
    await show();
    await waiting();
    await asked(new MfaError('network'));
    await until(() => part(element, 'trouble') !== undefined);
    expect(part(element, 'trouble')!.textContent).to.equal(en.pushOffline);
    expect(element.status).to.equal('waiting');
    clock.advance(10 * SECOND);
    await answer(undefined);
    await until(() => part(element, 'trouble') === undefined);
    await until(() => spoken(element).polite === en.pushBack);
  });

  it('is where it was after a move', async () => {
    await show();
    await waiting();
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await aTask();
    expect(element.status).to.equal('waiting');
    await asked({ session: TOKEN });
    await reached('verified');
    place.remove();
    expect(room.of('sendPush')).to.have.lengthOf(1);
  });

  it('gives up what is under way when it is removed for good', async () => {
    await show({ cancelPush: () => Promise.resolve() });
    await waiting();
    clock.advance(2 * SECOND);
    await until(() => room.of('pollPush').length === 1);
    element.remove();
    await until(() => room.live.length === 0);
    expect(room.of('cancelPush')).to.have.lengthOf(1);
    clock.advance(60 * SECOND);
    expect(room.of('pollPush')).to.have.lengthOf(1);
  });

  it('offers to remember this device, where the backend can', async () => {
    await show({ remembersDevices: true });
    element.rememberDevice = true;
    await waiting();
    part<HTMLInputElement>(element, 'remember')!.click();
    await asked({ session: TOKEN });
    expect(room.of('pollPush')[0]!.args[1]).to.include({ rememberDevice: true });
  });

  it('asks for a proof that is wanted, and goes on', async () => {
    await show();
    await press('send');
    await answer(new MfaError('proof-required', { proof: 'password' }));
    await reached('proving');
    await until(() => element.shadowRoot!.querySelector('mfa-proof') !== null);
    element.prove({ password: 'open sesame' });
    await answer({ id: 'p1', number: '42' });
    await reached('waiting');
  });

  for (const [code, key] of [
    ['not-enrolled', 'pushNone'],
    ['delivery-failed', 'pushNotDelivered'],
    ['too-many-attempts', 'pushTooMany'],
  ] as const)
    it(`says ${key}`, async () => {
      await show();
      await press('send');
      await answer(new MfaError(code));
      await reached('failed');
      expect(part(element, 'error')!.textContent).to.equal(en[key]);
      expect(spoken(element).urgent).to.equal(en[key]);
      expect(events).to.deep.equal([`failed {"code":"${code}"}`]);
    });

  it('has a way back where the session is over', async () => {
    await show();
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    await press('send');
    await answer(new MfaError('unauthenticated'));
    await reached('ended');
    part(element, 'restart')!.click();
    expect(restarts).to.equal(1);
  });

  it('takes the flow of the page', async () => {
    await show();
    const flow = new PushFlow({ client: room.client, clock });
    element.flow = flow;
    await element.updateComplete;
    void flow.send();
    await answer({ id: 'p1', number: '99' });
    await until(() => part(element, 'number')?.textContent.includes('99') === true);
    flow.dispose();
  });

  it('says each sentence whole', () => {
    const text = (key: string, values: object = {}): string =>
      [key, ...Object.values<string>(values as Record<string, string>)].join(' ');
    const state = (more: object): PushState =>
      ({ status: 'waiting', sends: 1, deviceName: undefined, number: undefined, ...more }) as PushState;
    expect(sentText(text, state({}))).to.equal('pushSent');
    expect(sentText(text, state({ deviceName: 'Pixel' }))).to.equal('pushSentNamed Pixel');
    expect(sentText(text, state({ number: '42' }))).to.equal('pushSentNumber 42');
    expect(sentText(text, state({ number: '42', sends: 2 }))).to.equal('pushSentAgainNumber 42');
    expect(sentText(text, state({ number: '42', deviceName: 'Pixel', sends: 2 }))).to.equal(
      'pushSentAgainNumberNamed 42 Pixel',
    );
    expect(says(state({}), state({}), { text, failure: '' })).to.equal(undefined);
  });
});
