import { expect } from 'chai';
import '../../../src/define/mfa-settings.js';
import type { LoginRadiusOptions } from '../../../src/backends/loginradius/index.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { en } from '../../../src/locales/en.js';
import type { LoginRadiusSettings, LrSeed } from '../../../src/sandbox/index.js';
import { EMAIL, PHONE, signedInRoom } from '../../support/loginradius-room.js';
import {
  aTask,
  clearPage,
  deepElements,
  inputPart,
  part,
  settled,
  shownText,
  shows,
  until,
} from '../../support/page.js';
import { slowAnswers } from '../../support/slow-answers.js';
import { totpCode } from '../../support/totp-code.js';

const NEW_PHONE = '+12025550199';

describe('mfa-settings on LoginRadius, over HTTP', () => {
  let room: Awaited<ReturnType<typeof signedInRoom>>;
  let element: MfaSettings;
  let events: string[];

  beforeEach(() => {
    events = [];
    element = document.createElement('mfa-settings');
    element.disableResendOTPButton = false;
    for (const name of ['mfa-factors-changed', 'mfa-settings-failed'])
      element.addEventListener(name, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  it('adds each factor, one after the other', async () => {
    await begin({}, { mfa: 'optional' });
    expect(names()).to.deep.equal(['Text message to the number ending in 0406']);
    expect(addLabels()).to.deep.equal([en.settingsAddTotp, en.settingsAddEmail, en.settingsAddQuestions]);

    await add(en.settingsAddTotp);
    const enroll = element.shadowRoot!.querySelector('mfa-totp-enroll')!;
    await until(() => enroll.status === 'pairing');
    await settled(element);
    enroll.shadowRoot!.querySelector('summary')!.click();
    const secret = (await until(() => part(enroll, 'secret'))).textContent.replace(/\s/g, '');
    await check(await totpCode(secret, await room.sandbox.now()));
    await ready(2);

    await add(en.settingsAddEmail);
    // The account has one address: nothing to type, nothing to choose.
    expect(inputs('mfa-otp-request')).to.have.lengthOf(0);
    await press('submit');
    await codeReady();
    await check(await room.sandbox.lastCode());
    await ready(3);

    await add(en.settingsAddQuestions);
    const questions = element.shadowRoot!.querySelector('mfa-security-questions')!;
    await until(() => questions.status === 'ready');
    await settled(element);
    for (const [index, select] of [...questions.shadowRoot!.querySelectorAll('select')].entries()) {
      select.value = `q${index + 1}`;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await settled(element);
    }
    inputs('mfa-security-questions').forEach((input, index) => (input.value = `answer ${index}`));
    await press('submit');
    await ready(4);
    expect(names()).to.deep.equal([
      'Authenticator app',
      'Text message to the number ending in 0406',
      'E-mail to j…\u2060@example.com',
      'Security questions',
    ]);
    expect(addLabels()).to.deep.equal([]);
    expect(events).to.deep.equal(
      ['totp', 'email', 'security-questions'].map(
        (kind) => `mfa-factors-changed ${JSON.stringify({ kind, change: 'added' })}`,
      ),
    );
  });

  it('adds a phone number: typed, confirmed, then listed', async () => {
    const signedIn = await signedInRoom({}, { mfa: 'optional' });
    await signedIn.client.removeFactor({ id: 'sms', kind: 'sms', active: true });
    await attach(signedIn);
    await until(() => element.status === 'empty');
    await settled(element);
    await add(en.settingsAddSms);
    inputPart(element, 'input').value = '12';
    await press('submit');
    expect(text('mfa-otp-request')).to.contain(en.requestPhoneInvalid);
    inputPart(element, 'input').value = NEW_PHONE;
    await press('submit');
    await codeReady();
    await check(await room.sandbox.lastCode());
    await ready(1);
    expect(names()).to.deep.equal(['Text message to the number ending in 0199']);
  });

  describe('another number', () => {
    it('counts once it is confirmed, and the old one until then', async () => {
      await begin();
      await press('change');
      expect(shownText(element)).to.contain(en.settingsChangeWords);
      inputPart(element, 'input').value = NEW_PHONE;
      await press('submit');
      await codeReady();
      expect((await room.sandbox.outbox()).at(-1)?.to).to.equal(NEW_PHONE);
      expect(await numbers()).to.deep.equal(['*******0406']);
      await check(await room.sandbox.wrongCode());
      await codeReady();
      expect(await numbers()).to.deep.equal(['*******0406']);
      expect(names()).to.deep.equal(['Text message to the number ending in 0406']);
      await check(await room.sandbox.lastCode());
      await until(() => element.status === 'ready' && names()[0]?.endsWith('0199'));
      expect(await numbers()).to.deep.equal(['*******0199']);
      expect(events).to.deep.equal(['mfa-factors-changed {"kind":"sms","change":"changed"}']);
    });

    it('is given up half-way, and nothing has changed', async () => {
      await begin();
      await press('change');
      inputPart(element, 'input').value = NEW_PHONE;
      await press('submit');
      await codeReady();
      await press('cancel');
      await until(() => element.status === 'ready');
      await element.reload();
      await settled(element);
      expect(names()).to.deep.equal(['Text message to the number ending in 0406']);
      // Who signs in now gets the code where it always went.
      await room.login();
      expect((await room.sandbox.outbox()).at(-1)?.to).to.equal(PHONE);
    });

    it('that is the one before is said to be set up already', async () => {
      await begin();
      await press('change');
      inputPart(element, 'input').value = PHONE;
      await press('submit');
      await until(() => text('mfa-otp-request').includes(en['error-already-enrolled']));
      expect(inputPart(element, 'input').value).to.equal(PHONE);
    });

    it('wants a captcha after too many wrong codes, and goes on after it', async () => {
      await begin({}, { lockout: 'captcha' });
      await press('change');
      inputPart(element, 'input').value = NEW_PHONE;
      await press('submit');
      await codeReady();
      await check(await room.sandbox.wrongCode());
      await codeReady();
      await check(
        await room.sandbox
          .wrongCode()
          .then((code) => code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10)),
      );
      await until(() => element.status === 'proving' && shows(element, 'proof'));
      element.prove({ captcha: 'sandbox-captcha' });
      await until(() => element.status === 'changing');
      await codeReady();
      await check(await room.sandbox.lastCode());
      await until(() => element.status === 'proving');
      element.prove({ captcha: 'sandbox-captcha' });
      await until(() => element.status === 'ready');
      expect(await numbers()).to.deep.equal(['*******0199']);
    });
  });

  describe('removing', () => {
    it('is not offered for the last factor where one is required, and the reason is said', async () => {
      await begin({ emailOtp: true });
      expect(removeButtons()).to.have.lengthOf(2);
      expect(shows(element, 'reason')).to.equal(false);
      removeButtons()[1]!.click();
      await settled(element);
      await press('confirm');
      await ready(1);
      expect(removeButtons()).to.have.lengthOf(0);
      expect(part(element, 'reason')!.textContent).to.equal(en.settingsRequired);
      expect(shows(element, 'change')).to.equal(true);
    });

    it('of the last one is possible where none is required, with the consequence said', async () => {
      await begin({}, { mfa: 'optional' });
      await press('remove');
      expect(shownText(element)).to.contain(en.settingsAskLast);
      await press('confirm');
      await until(() => element.status === 'empty');
      expect(await numbers()).to.deep.equal([]);
    });

    it('that the server refuses changes nothing, and is said', async () => {
      await begin({}, {}, {}, async () => room.sandbox.faults({ fail: 'html', onlyPath: 'appinfo' }));
      // Without the tenant's settings nobody here knows that it is required; the server does.
      await press('remove');
      await press('confirm');
      await until(() => shows(element, 'error'));
      await settled(element);
      expect(names()).to.deep.equal(['Text message to the number ending in 0406']);
      expect(events).to.deep.equal(['mfa-settings-failed {"code":"misconfigured"}']);
    });

    it('is made once for a double click', async () => {
      const slow = slowAnswers((path) => path.endsWith('/authenticator'));
      await begin({ emailOtp: true }, {}, { fetch: slow.fetch });
      await press('remove');
      const confirm = part(element, 'confirm')!;
      confirm.click();
      confirm.click();
      await until(() => slow.held > 0);
      await settled(element);
      confirm.click();
      slow.release();
      await ready(1);
      const removals = (await room.sent()).filter(({ method }) => method === 'DELETE');
      expect(removals).to.have.lengthOf(1);
    });
  });

  it('sends one e-mail for a double click, and none for an element that is removed and put back', async () => {
    const slow = slowAnswers((path) => path.endsWith('/otp/email'));
    await begin({}, {}, { fetch: slow.fetch });
    await add(en.settingsAddEmail);
    const send = part(element, 'submit')!;
    send.click();
    send.click();
    await until(() => slow.held > 0);
    await settled(element);
    send.click();
    element.remove();
    await aTask();
    document.body.append(element);
    await until(() => element.status === 'ready');
    slow.release();
    await settled(element);
    const sends = (await room.sent()).filter(({ path }) => path.endsWith('/otp/email'));
    expect(sends).to.have.lengthOf(1);
    expect((await room.sandbox.outbox()).filter(({ to }) => to === EMAIL)).to.have.lengthOf(1);
  });

  it('shows the codes of a person’s own asking within the page', async () => {
    await begin();
    await press('show');
    const codes = element.shadowRoot!.querySelector('mfa-recovery-codes')!;
    await until(() => codes.status === 'shown');
    await settled(element);
    expect(codes.shadowRoot!.querySelectorAll('[part~=codes] > li')).to.have.lengthOf(10);
  });

  it('asks to sign in again where the session is over', async () => {
    await attach(await signedInRoom({}, {}, { accessToken: 'nobody' }));
    await until(() => element.status === 'failed');
    await settled(element);
    expect(part(element, 'error')!.textContent).to.equal(en['error-unauthenticated']);
    expect(shows(element, 'restart')).to.equal(true);
  });

  async function begin(
    seed: Partial<LrSeed> = {},
    tenant: Partial<LoginRadiusSettings> = {},
    options: Partial<LoginRadiusOptions> = {},
    before: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    room = await signedInRoom(seed, tenant, options);
    await before();
    await attach(room);
    await until(() => element.status === 'ready');
    await settled(element);
  }

  async function attach(made: typeof room): Promise<void> {
    room = made;
    element.client = room.client;
    document.body.append(element);
    await settled(element);
  }

  function names(): string[] {
    return [...element.shadowRoot!.querySelectorAll('[part~=factor] > .line [part~=name]')].map((name) =>
      name.textContent.trim(),
    );
  }

  function addLabels(): string[] {
    return [...element.shadowRoot!.querySelectorAll('[part~=add]')].map((button) =>
      button.textContent.trim(),
    );
  }

  function removeButtons(): HTMLElement[] {
    return [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=remove]')];
  }

  function inputs(tag: string): HTMLInputElement[] {
    return [...element.shadowRoot!.querySelector(tag)!.shadowRoot!.querySelectorAll('input')];
  }

  function text(tag: string): string {
    return shownText(element.shadowRoot!.querySelector(tag)!);
  }

  /** As the server has it now. */
  async function numbers(): Promise<(string | undefined)[]> {
    return (await room.client.listFactors()).map(({ destination }) => destination);
  }

  async function add(label: string): Promise<void> {
    const buttons = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=add]')];
    buttons.find((button) => button.textContent.trim() === label)!.click();
    await settled(element);
  }

  /** Within what is being done, where something is. */
  async function press(name: string): Promise<void> {
    const task = part(element, 'task');
    ((task && part(task, name)) ?? part(element, name))!.click();
    await settled(element);
  }

  async function codeReady(): Promise<void> {
    await until(() => element.shadowRoot!.querySelector('mfa-otp-verify')?.status === 'ready');
    await settled(element);
  }

  async function check(code: string): Promise<void> {
    const child = element.shadowRoot!.querySelector('mfa-otp-verify, mfa-totp-enroll')!;
    // One engine has no such word for the property.
    const field = [...deepElements(child)].find((each) =>
      each.matches('input[autocomplete=one-time-code]'),
    ) as HTMLInputElement;
    field.value = code;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
    // The code is checked by the element itself: what asked for it has a button of the same name.
    part(child, 'submit')!.click();
    await settled(element);
  }

  async function ready(factors: number): Promise<void> {
    await until(() => element.status === 'ready' && names().length === factors);
    await settled(element);
  }
});
