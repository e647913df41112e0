import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import type { LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import { ChallengePage } from '../../support/challenge-page.js';
import {
  loginRadiusRoom,
  PHONE,
  signedInRoom,
  type LoginRadiusRoom,
} from '../../support/loginradius-room.js';
import { clearPage, part, settled, until } from '../../support/page.js';
import { slowAnswers } from '../../support/slow-answers.js';

describe('mfa-challenge: a GET with side effects is sent once, over HTTP', () => {
  let room: LoginRadiusRoom;
  let element: MfaChallenge;
  let page: ChallengePage;

  beforeEach(() => {
    element = document.createElement('mfa-challenge');
    element.disableResendOTPButton = false;
    page = new ChallengePage(element);
  });
  afterEach(clearPage);

  it('sends a text message again once, for clicks while it is under way and for a removal', async () => {
    const slow = slowAnswers((path) => path.endsWith('/resend'));
    room = await loginRadiusRoom({ phone2fa: PHONE }, {}, { fetch: slow.fetch });
    element.login = await room.login();
    await attach(room.client);
    const resend = part(page.panel, 'resend')!;
    resend.click();
    resend.click();
    await until(() => slow.held > 0);
    await settled(element);
    resend.click();
    void page.verify.resend();
    await reattach();
    slow.release();
    await until(() => element.status === 'answering' && page.verify.status === 'ready');
    expect(await count('/resend')).to.equal(1);
    expect(await room.sandbox.outbox()).to.have.lengthOf(2);
    await page.check(await room.sandbox.lastCode());
    await page.inStatus('completed');
  });

  it('sends a text message for a way that is chosen twice', async () => {
    const slow = slowAnswers((path) => path.endsWith('/resend'));
    room = await loginRadiusRoom({ phone2fa: PHONE }, {}, { fetch: slow.fetch });
    // The page hands on the factors, and not that a code is under way.
    const step = await room.client.secondStep(await room.login());
    element.client = {
      channels: room.client.channels,
      takesDestination: false,
      requestOtp: (request, options) => room.client.requestOtp(request, options),
      verifyOtp: (challenge, code, options) => room.client.verifyOtp(challenge, code, options),
    };
    element.login = [...step.factors.slice(0, 1), { id: 'totp', kind: 'totp', active: true }];
    document.body.append(element);
    await page.inStatus('choosing');
    await page.choose('Text');
    const submit = part(page.panel, 'submit')!;
    submit.click();
    submit.click();
    await until(() => slow.held > 0);
    await page.press('another');
    await page.choose('Text');
    part(page.panel, 'submit')!.click();
    slow.release();
    await page.ready();
    expect(await count('/resend')).to.equal(1);
  });

  it('begins a step-up once: removed, put back, moved, started again, and in two elements', async () => {
    const slow = slowAnswers((path) => path.endsWith('/reauth/2fa'));
    const signedIn = await signedInRoom({}, {}, { fetch: slow.fetch });
    room = signedIn;
    const stepUp = signedIn.client.stepUp();
    element.client = stepUp;
    const second = document.createElement('mfa-challenge');
    second.client = stepUp;
    document.body.append(element, second);
    await until(() => slow.held > 0);
    await reattach();
    const place = document.createElement('main');
    document.body.append(place);
    place.append(element);
    slow.release();
    await until(() => element.status === 'answering' && second.status === 'answering');
    await reattach();
    await page.inStatus('answering');
    await element.start();
    await page.inStatus('answering');
    expect(await count('/reauth/2fa')).to.equal(1);
    await page.ready();
    await page.check(await room.sandbox.lastCode());
    await page.inStatus('completed');
    expect(element.verification?.proof?.stepUp).to.match(/^[\da-f-]{36}$/);
    expect(await count('/reauth/2fa')).to.equal(1);
  });

  async function attach(client: LoginRadiusClient): Promise<void> {
    element.client = client;
    document.body.append(element);
    await until(() => element.status === 'answering');
    await settled(element);
  }

  async function reattach(): Promise<void> {
    element.remove();
    await Promise.resolve();
    document.body.append(element);
    await settled(element);
  }

  async function count(end: string): Promise<number> {
    return (await room.sent()).filter(({ path }) => path.endsWith(end)).length;
  }
});
