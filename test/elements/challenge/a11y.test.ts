import axe from 'axe-core';
import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-settings.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import type { LoginRadiusSettings, LrSeed } from '../../../src/sandbox/index.js';
import { ChallengePage } from '../../support/challenge-page.js';
import {
  EMAIL,
  loginRadiusRoom,
  PHONE,
  signedInRoom,
  type LoginRadiusRoom,
} from '../../support/loginradius-room.js';
import { clearPage, inputPart, part, settled, until } from '../../support/page.js';

const ANSWERS = { q1: 'ms green', q2: 'elm street' };

/** Each status has a story that axe looks at. Here is what comes about only in the middle of a flow. */
describe('axe finds nothing on LoginRadius', () => {
  let room: LoginRadiusRoom;
  let element: MfaChallenge;
  let page: ChallengePage;

  beforeEach(() => {
    element = document.createElement('mfa-challenge');
    page = new ChallengePage(element);
  });
  afterEach(clearPage);

  it('with several ways open, one of them wrong, and the choice above them', async () => {
    await begin({
      phone2fa: PHONE,
      emailOtp: true,
      emails: [EMAIL, 'second@work.example'],
      answers: ANSWERS,
    });
    await page.check(await room.sandbox.wrongCode());
    await page.ready();
    await clean('a wrong code');
    await page.press('another');
    await page.choose('E-mail to s');
    await clean('an address');
    await page.press('another');
    await page.choose('Security');
    await until(() => page.panel.querySelector('mfa-security-questions')!.status === 'ready');
    await page.press('submit');
    await clean('answers missing');
    await page.press('another');
    await page.choose('Recovery');
    await page.press('submit');
    await clean('no recovery code');
    await page.press('another');
    await clean('the choice again');
  });

  for (const lockout of ['captcha', 'security-question', 'suspend', 'block'] as const)
    it(`with an account that is locked: ${lockout}`, async () => {
      const captcha = Object.assign(document.createElement('label'), {
        slot: 'captcha',
        textContent: 'Which are buses?',
      });
      captcha.append(document.createElement('input'));
      element.append(captcha);
      await begin({ phone2fa: PHONE, answers: ANSWERS }, { lockout });
      await page.check(await room.sandbox.wrongCode());
      await page.ready();
      const code = await room.sandbox.lastCode();
      await page.check(code.slice(0, -1) + String((Number(code.at(-1)) + 2) % 10));
      await until(() => element.status === 'proving' || page.verify.status !== 'verifying');
      await settled(element);
      await clean('locked');
      if (lockout !== 'captcha') return;
      element.prove({ captcha: 'guess' });
      await until(() => part(element, 'proof-error'));
      await clean('a wrong proof');
    });

  it('with each way of setting something up', async () => {
    await begin({ emails: [EMAIL, 'second@work.example'] });
    for (const start of ['Text', 'E-mail', 'Security', 'Authenticator']) {
      await page.choose(start);
      await until(() => part(page.panel, 'submit') ?? part(page.panel, 'steps'));
      await clean(start);
      await page.press('another');
    }
  });

  it('on the account page, with a number that is half changed', async () => {
    const signedIn = await signedInRoom({ answers: ANSWERS });
    const account = document.createElement('mfa-settings');
    account.client = signedIn.client;
    document.body.append(account);
    await until(() => account.status === 'ready');
    await settled(account);
    part(account, 'change')!.click();
    await settled(account);
    inputPart(account, 'input').value = '12';
    part(part(account, 'task')!, 'submit')!.click();
    await settled(account);
    expect(await violations(account)).to.deep.equal([]);
    inputPart(account, 'input').value = '+12025550199';
    part(part(account, 'task')!, 'submit')!.click();
    await until(() => account.shadowRoot!.querySelector('mfa-otp-verify')?.status === 'ready');
    await settled(account);
    expect(await violations(account)).to.deep.equal([]);
  });

  async function begin(seed: Partial<LrSeed>, tenant: Partial<LoginRadiusSettings> = {}): Promise<void> {
    room = await loginRadiusRoom(seed, tenant);
    element.client = room.client;
    element.login = await room.login();
    document.body.append(element);
    await until(() => element.status !== 'idle' && element.status !== 'loading');
    await settled(element);
  }

  async function clean(step: string): Promise<void> {
    await settled(element);
    expect(await violations(element), step).to.deep.equal([]);
  }
});

async function violations(element: Element): Promise<string[]> {
  const found = await axe.run(element, {
    resultTypes: ['violations'],
    rules: { region: { enabled: false } },
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
