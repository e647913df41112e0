import { expect } from 'chai';
import type { MfaOtpRequest } from '../../../src/elements/otp-request/otp-request.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import type { Channel } from '../../../src/core/client.js';
import type { MfaOtpFailedEvent, MfaOtpVerifiedEvent } from '../../../src/elements/otp.events.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-request.js';
import '../../../src/define/mfa-otp-verify.js';
import { OffsetClock } from '../../support/offset-clock.js';
import {
  clearPage,
  fillCode,
  mount,
  inputPart,
  nextEvent,
  part,
  settled,
  shownText,
  shows,
  until,
} from '../../support/page.js';
import { createTestSandbox, type TestSandbox, type TestSandboxSettings } from '../../support/sandbox.js';
import { totpCode } from '../../support/totp-code.js';

const CODE_CHECK = /deviceAuthentications\/./;

interface Page {
  sandbox: TestSandbox;
  request: MfaOtpRequest;
  verify: MfaOtpVerify;
}

async function openPage(
  channel: Channel,
  settings: TestSandboxSettings = {},
  attributes = '',
): Promise<Page> {
  const sandbox = await createTestSandbox(settings);
  const config = await mount<HTMLElement>(`
    <mfa-config backend="ciam" endpoint="${sandbox.endpoint}">
      <mfa-otp-request for="code" device-type="${channel}"></mfa-otp-request>
      <mfa-otp-verify id="code" resend-delay="1" ${attributes}></mfa-otp-verify>
    </mfa-config>`);
  const request = config.querySelector('mfa-otp-request')!;
  const verify = config.querySelector('mfa-otp-verify')!;
  return { sandbox, request, verify };
}

async function ask({ request }: Page): Promise<void> {
  const sent = nextEvent(request, 'mfa-otp-sent');
  part(request, 'submit')?.click();
  await sent;
}

async function check({ verify }: Page, code: string): Promise<MfaOtpVerifiedEvent | MfaOtpFailedEvent> {
  fillCode(verify, code);
  await settled(verify);
  const done = Promise.race([
    nextEvent<MfaOtpVerifiedEvent>(verify, 'mfa-otp-verified'),
    nextEvent<MfaOtpFailedEvent>(verify, 'mfa-otp-failed'),
  ]);
  part(verify, 'submit')?.click();
  const event = await done;
  await settled(verify);
  return event;
}

describe('asking for a code and checking it, over HTTP', () => {
  afterEach(clearPage);

  for (const channel of ['sms', 'email'] as const) {
    it(`goes round by ${channel}, with a \`for\` and no script`, async () => {
      const page = await openPage(channel);
      expect(page.verify.status).to.equal('idle');
      await ask(page);
      expect(page.verify.status).to.equal('ready');
      const [message] = await page.sandbox.outbox();
      expect(message?.to).to.equal(channel === 'sms' ? '+12025550406' : 'jdoe@example.com');
      const event = await check(page, await page.sandbox.lastCode());
      expect(event.type).to.equal('mfa-otp-verified');
      expect(event.detail).to.deep.equal({ channel });
      expect(page.verify.status).to.equal('verified');
      expect(shownText(page.verify)).to.contain('Your code is right.');
      await settled(page.request);
      expect(shownText(page.request)).to.equal('');
    });
  }

  it('sends the gateway nothing but what to send', async () => {
    const page = await openPage('sms');
    await ask(page);
    const [sent] = await page.sandbox.requests();
    expect(sent?.path).to.equal('/mfa/deviceAuthentications');
    expect(JSON.parse(sent?.body ?? '')).to.deep.equal({ deviceType: 'SMS' });
  });

  it('checks the code of an authenticator app, and starts the challenge itself', async () => {
    const sandbox = await createTestSandbox();
    const secret = await sandbox.authenticator('Phone');
    const verify = await mount<MfaOtpVerify>(
      `<mfa-otp-verify device-type="totp" device-name="Phone" endpoint="${sandbox.endpoint}"></mfa-otp-verify>`,
    );
    expect(verify.status).to.equal('ready');
    expect(shows(verify, 'resend')).to.equal(false);
    expect(shows(verify, 'timer')).to.equal(false);
    fillCode(verify, await totpCode(secret, await sandbox.now()));
    await settled(verify);
    expect(await verify.submit()).to.equal(true);
    expect(verify.status).to.equal('verified');
  });

  it('claims no code where a message takes the place of an app, and keeps none', async () => {
    const verify = await mount<MfaOtpVerify>(`<mfa-otp-verify device-type="totp"></mfa-otp-verify>`);
    fillCode(verify, '123');
    await settled(verify);
    verify.deviceType = 'sms';
    await settled(verify);
    expect([verify.status, verify.querySelector('input')!.value]).to.deep.equal(['idle', '']);
  });

  it("tells the person to wait for the app's next code when this one has been used", async () => {
    const sandbox = await createTestSandbox();
    const secret = await sandbox.authenticator('Phone');
    const code = await totpCode(secret, await sandbox.now());
    const tags = ['a', 'b'].map(
      (id) =>
        `<mfa-otp-verify id="${id}" device-type="totp" device-name="Phone" endpoint="${sandbox.endpoint}"></mfa-otp-verify>`,
    );
    await mount(`<div>${tags.join('')}</div>`);
    const [first, second] = document.querySelectorAll('mfa-otp-verify');
    if (!first || !second) throw new Error('two elements were asked for');
    fillCode(first, code);
    await settled(first);
    expect(await first.submit()).to.equal(true);
    fillCode(second, code);
    await settled(second);
    expect(await second.submit()).to.equal(false);
    expect(second.status).to.equal('ready');
    expect(second.shadowRoot?.querySelector('mfa-code-input')?.error).to.contain('Wait for the next one');
  });

  it('says that a code is wrong, keeps the focus, and selects it for another try', async () => {
    const page = await openPage('sms');
    await ask(page);
    page.verify.focus();
    const event = await check(page, await page.sandbox.wrongCode());
    expect(event.detail).to.deep.equal({ code: 'invalid-code', attemptsLeft: undefined });
    expect(shownText(part(page.verify, 'code-error') ?? page.verify)).to.be.a('string');
    const input = page.verify.querySelector('input')!;
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    expect(document.activeElement === input).to.equal(true);
    expect([input.selectionStart, input.selectionEnd]).to.deep.equal([0, 6]);
    expect((await check(page, await page.sandbox.lastCode())).type).to.equal('mfa-otp-verified');
  });

  it('does not send a refused code a second time', async () => {
    const page = await openPage('sms');
    await ask(page);
    await check(page, await page.sandbox.wrongCode());
    const before = (await page.sandbox.requests()).length;
    expect(await page.verify.submit()).to.equal(false);
    expect((await page.sandbox.requests()).length).to.equal(before);
  });

  it("lets the page's own label stand alone", async () => {
    const sandbox = await createTestSandbox();
    const verify = await mount<MfaOtpVerify>(
      `<mfa-otp-verify endpoint="${sandbox.endpoint}"><label for="own">PIN</label><input id="own"></mfa-otp-verify>`,
    );
    await settled(verify);
    const field = verify.shadowRoot?.querySelector('mfa-code-input');
    expect(field?.shadowRoot?.querySelector('[part~=label]')?.textContent.trim()).to.equal('');
  });

  it('says how many attempts are left, and stops after the last', async () => {
    const page = await openPage('sms', { tellsTimes: true, maxAttempts: 2 });
    await ask(page);
    const first = await check(page, await page.sandbox.wrongCode());
    expect(first.detail).to.deep.equal({ code: 'invalid-code', attemptsLeft: 1 });
    expect(page.verify.shadowRoot?.querySelector('mfa-code-input')?.error).to.contain('1 attempt left');
    const wrong = await page.sandbox.wrongCode();
    const second = await check(page, wrong.slice(1) + wrong.slice(0, 1));
    expect(second.detail).to.have.property('code', 'too-many-attempts');
    expect(page.verify.querySelector('input')!.value).to.equal('');
  });

  it('says that a code has expired on the server, and offers a new one', async () => {
    const page = await openPage('sms');
    await ask(page);
    const code = await page.sandbox.lastCode();
    await page.sandbox.expire();
    const event = await check(page, code);
    expect(event.detail).to.have.property('code').that.is.oneOf(['code-expired', 'challenge-expired']);
    expect(page.verify.status).to.equal('expired');
  });

  it('adopts the new challenge of a resend, and the old code is refused', async () => {
    const page = await openPage('sms', {}, '');
    page.verify.resendDelay = 0;
    await ask(page);
    const first = page.verify.challenge!;
    const oldCode = await page.sandbox.lastCode();
    fillCode(page.verify, '123');
    expect(await page.verify.resend()).to.equal(true);
    const second = page.verify.challenge!;
    expect(second.id).to.not.equal(first.id);
    const input = page.verify.querySelector('input')!;
    expect(input.value).to.equal('');
    expect(document.activeElement === input).to.equal(true);
    expect((await check(page, oldCode)).type).to.equal('mfa-otp-failed');
    expect((await check(page, await page.sandbox.lastCode())).type).to.equal('mfa-otp-verified');
    const checked = (await page.sandbox.requests()).filter(({ path }) =>
      /deviceAuthentications\/./.test(path),
    );
    expect(checked.every(({ path }) => path.endsWith(second.id))).to.equal(true);
  });

  it('says until when an account is locked, and does nothing meanwhile', async () => {
    const page = await openPage('sms', { tellsTimes: true });
    await ask(page);
    await page.sandbox.lock(120);
    const event = await check(page, await page.sandbox.lastCode());
    expect(event.detail).to.have.property('code', 'locked');
    expect(page.verify.status).to.equal('blocked');
    expect(shownText(page.verify)).to.match(/You can try again in [12]:\d\d/);
    expect(await page.verify.submit()).to.equal(false);
  });

  it('is unauthenticated where nobody is signed in', async () => {
    const page = await openPage('sms', { gateway: null });
    const failed = nextEvent<MfaOtpFailedEvent>(page.request, 'mfa-otp-failed');
    part(page.request, 'submit')?.click();
    expect((await failed).detail.code).to.equal('unauthenticated');
  });

  for (const fail of ['empty', 'wrong-types', 'failure-200', 'huge', 'server'] as const) {
    it(`survives a backend that answers with ${fail}: a clear text, a way on, nothing lost`, async () => {
      const page = await openPage('sms');
      await ask(page);
      const code = await page.sandbox.lastCode();
      await page.sandbox.faults({ fail });
      const event = await check(page, code);
      expect(event.detail).to.have.property('code').that.is.oneOf(['bad-response', 'server']);
      expect(page.verify.status).to.equal('ready');
      expect(part(page.verify, 'error')?.textContent).to.match(/server/i);
      expect(page.verify.querySelector('input')!.value).to.equal(code);
      expect(part(page.verify, 'submit')?.textContent.trim()).to.equal('Try again');
      await page.sandbox.faults({});
      part(page.verify, 'submit')?.click();
      await nextEvent(page.verify, 'mfa-otp-verified');
    });
  }

  it('says that the session is over where a page to sign in comes in place of an answer', async () => {
    const page = await openPage('sms');
    await ask(page);
    const code = await page.sandbox.lastCode();
    await page.sandbox.faults({ fail: 'html' });
    const event = await check(page, code);
    expect(event.detail).to.have.property('code', 'unauthenticated');
    expect(page.verify.status).to.equal('ended');
    expect(part(page.verify, 'error')?.textContent).to.match(/sign in again/i);
  });

  it('gives up on a backend that never answers, and keeps what was typed', async () => {
    const page = await openPage('sms');
    const clock = new OffsetClock();
    // Who has sent the code checks it, and goes by the same clock.
    page.request.clock = clock;
    await ask(page);
    const code = await page.sandbox.lastCode();
    await page.sandbox.faults({ fail: 'never' });
    const given = check(page, code);
    await until(async () => (await page.sandbox.requests()).some(({ path }) => CODE_CHECK.test(path)));
    clock.advance(10_000);
    const event = await given;
    expect(event.detail).to.have.property('code', 'timeout');
    expect(page.verify.querySelector('input')!.value).to.equal(code);
  });

  it('makes one call for a double click, and for two ways to submit at once', async () => {
    const page = await openPage('sms');
    await settled(page.request);
    const sent = nextEvent(page.request, 'mfa-otp-sent');
    part(page.request, 'submit')?.click();
    part(page.request, 'submit')?.click();
    void page.request.submit();
    await sent;
    expect((await page.sandbox.outbox()).length).to.equal(1);
    fillCode(page.verify, await page.sandbox.lastCode());
    await settled(page.verify);
    const results = await Promise.all([page.verify.submit(), page.verify.submit()]);
    expect(results).to.deep.equal([true, false]);
  });

  it('submits by itself only where it may, once', async () => {
    const page = await openPage('sms', {}, 'auto-submit');
    await ask(page);
    fillCode(page.verify, await page.sandbox.lastCode());
    await nextEvent(page.verify, 'mfa-otp-verified');
    const checks = (await page.sandbox.requests()).filter(({ path }) => CODE_CHECK.test(path));
    expect(checks.length).to.equal(1);
  });

  it('asks the page before it checks', async () => {
    const page = await openPage('sms');
    await ask(page);
    page.verify.addEventListener('mfa-before-verify', (event) => event.preventDefault(), { once: true });
    fillCode(page.verify, await page.sandbox.lastCode());
    await settled(page.verify);
    expect(await page.verify.submit()).to.equal(false);
    expect(await page.verify.submit()).to.equal(true);
  });

  it('lets a trusted page name the person and type where to', async () => {
    const sandbox = await createTestSandbox();
    const token = await sandbox.token();
    const config = await mount<HTMLElement>(`
      <mfa-config endpoint="${sandbox.ciam}" user-name="jdoe" sms-template-2fa="login">
        <mfa-otp-request for="code" device-type="sms"></mfa-otp-request>
        <mfa-otp-verify id="code"></mfa-otp-verify>
      </mfa-config>`);
    (config as HTMLElementTagNameMap['mfa-config']).headers = () => ({ authorization: `Bearer ${token}` });
    const page = {
      sandbox,
      request: config.querySelector('mfa-otp-request')!,
      verify: config.querySelector('mfa-otp-verify')!,
    };
    const input = await until(() => part<HTMLInputElement>(page.request, 'input'));
    expect([input.type, input.autocomplete]).to.deep.equal(['tel', 'tel']);
    input.value = '12 34';
    expect(await page.request.submit()).to.equal(false);
    await until(() => part(page.request, 'field-error')?.textContent.includes('country code'));
    input.value = ' +1 (202) 555-0123 ';
    await ask(page);
    const sent = (await sandbox.requests()).at(-1);
    expect(JSON.parse(sent?.body ?? '')).to.deep.equal({
      userName: 'jdoe',
      deviceType: 'SMS',
      phoneNumber: '+12025550123',
      templateName: 'login',
    });
    expect(shownText(page.verify)).to.contain('the number ending in 0123');
    expect((await check(page, await sandbox.lastCode())).type).to.equal('mfa-otp-verified');
  });

  it('goes back to the choice when it was the wrong number', async () => {
    const sandbox = await createTestSandbox();
    const config = await mount<HTMLElement>(`
      <mfa-config endpoint="${sandbox.ciam}" user-name="jdoe">
        <mfa-otp-request for="code" resend-delay="0"></mfa-otp-request>
        <mfa-otp-verify id="code"></mfa-otp-verify>
      </mfa-config>`);
    const token = await sandbox.token();
    (config as HTMLElementTagNameMap['mfa-config']).headers = { authorization: `Bearer ${token}` };
    const request = config.querySelector('mfa-otp-request')!;
    const verify = config.querySelector('mfa-otp-verify')!;
    await until(() => part(request, 'input'));
    expect(request.shadowRoot?.querySelectorAll('input[type=radio]').length).to.equal(2);
    inputPart(request).value = '+12025550123';
    await ask({ sandbox, request, verify });
    expect(request.status).to.equal('sent');
    part(verify, 'change-destination')?.click();
    await settled(config);
    expect([request.status, verify.status]).to.deep.equal(['idle', 'idle']);
  });
});
