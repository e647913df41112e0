import { expect } from 'chai';
import type { Channel, MfaClient } from '../../../src/core/client.js';
import { MfaError, MFA_ERROR_CODES } from '../../../src/core/mfa-error.js';
import { MfaFlowElement } from '../../../src/elements/mfa-flow-element.js';
import { MfaOtpRequest } from '../../../src/elements/otp-request/otp-request.js';
import type { MfaOtpSentEvent } from '../../../src/elements/otp.events.js';
import '../../../src/define/mfa-otp-request.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { keys, type } from '../../support/keys.js';
import {
  aTask,
  clearPage,
  inputPart,
  nextEvent,
  part,
  seenIn,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

let clock: FakeClock;
let script: ScriptedClient;

async function open(
  settings: Partial<MfaOtpRequest> = {},
  facts: { channels?: readonly Channel[]; takesDestination?: boolean } = {},
): Promise<MfaOtpRequest> {
  const request = new MfaOtpRequest();
  const client = { ...script.client, ...facts } as MfaClient;
  Object.assign(request, { clock, client, ...settings });
  document.body.append(request);
  await settled(request);
  return request;
}

const radios = (request: MfaOtpRequest): HTMLInputElement[] => [
  ...(request.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? []),
];

const choices = (request: MfaOtpRequest): string[] =>
  [...(request.shadowRoot?.querySelectorAll('.option') ?? [])].map((option) => option.textContent.trim());

describe('mfa-otp-request', () => {
  // The field for phone numbers has tests of its own: here it cannot be had.
  const { defineOther } = MfaFlowElement;
  before(() => (MfaFlowElement.defineOther = () => Promise.reject(new Error('offline'))));
  after(() => {
    if (defineOther) MfaFlowElement.defineOther = defineOther;
  });
  beforeEach(() => {
    clock = fakeClock();
    script = new ScriptedClient();
  });
  afterEach(clearPage);

  it('has no chooser where there is no choice', async () => {
    const request = await open({}, { channels: ['sms'] });
    expect(radios(request)).to.have.length(0);
    expect(shownText(request)).to.contain('Text message to your phone');
  });

  it('offers the channels of the backend', async () => {
    expect(choices(await open())).to.deep.equal(['Text message', 'E-mail']);
  });

  it('offers one channel where the page wants one', async () => {
    const request = await open({ deviceType: 'email' });
    void request.submit();
    await until(() => script.requests[0]);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'email' });
  });

  it('says known destinations by their end, never as a row of stars', async () => {
    const request = await open({
      destinations: [
        { channel: 'sms', masked: '*******0406' },
        { channel: 'sms', masked: '*******9999', deviceName: 'Work' },
        { channel: 'email', masked: 'j***@example.com' },
      ],
    });
    expect(choices(request)).to.deep.equal([
      'Text message to the number ending in 0406',
      'Text message to the number ending in 9999',
      'E-mail to j…\u2060@example.com',
    ]);
    radios(request)[1]?.click();
    void request.submit();
    await until(() => script.requests[0]);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'sms', deviceName: 'Work' });
  });

  it('takes known destinations from an attribute, and survives nonsense there', async () => {
    const request = await open();
    request.setAttribute('destinations', '[{"channel":"sms","masked":"***0406"}]');
    await settled(request);
    expect(shownText(request)).to.contain('0406');
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (text: unknown) => void warnings.push(text);
    request.setAttribute('destinations', '[{"channel":"pigeon"}]');
    await until(() => warnings.length > 0);
    console.warn = warn;
    await settled(request);
    expect(choices(request)).to.deep.equal(['Text message', 'E-mail']);
    expect(warnings).to.have.length(1);
  });

  it('does not ask for what the page knows', async () => {
    const request = await open(
      { phoneNumber: '+12025550406' },
      { channels: ['sms'], takesDestination: true },
    );
    expect(shows(request, 'input')).to.equal(false);
    expect(shownText(request)).to.contain('ending in 0406').and.not.contain('2025550406');
    void request.submit();
    await until(() => script.requests[0]);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'sms', destination: '+12025550406' });
  });

  for (const [typed, sent] of [
    ['+1 202 555 0406', '+12025550406'],
    ['0049 (151) 234-567 89', '+4915123456789'],
    ['+49.151/23456789', '+4915123456789'],
  ] as const) {
    it(`sends "${typed}" as ${sent}`, async () => {
      const request = await open({}, { channels: ['sms'], takesDestination: true });
      part(request, 'input')?.focus();
      await type(typed);
      await keys('Enter');
      await until(() => script.requests[0]);
      expect(script.requests[0]?.args).to.deep.equal({ channel: 'sms', destination: sent });
    });
  }

  for (const typed of ['', '12345', '+123', '+1234567890123456', 'hello']) {
    it(`says what is wrong with the number "${typed}", keeps it, and stays in the field`, async () => {
      const request = await open({}, { channels: ['sms'], takesDestination: true });
      const input = inputPart(request);
      input.value = typed;
      expect(await request.submit()).to.equal(false);
      await settled(request);
      expect(script.requests).to.have.length(0);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(part(request, 'field-error')?.textContent).to.contain('country code');
      expect(spoken(request).urgent).to.contain('country code');
      expect(request.shadowRoot?.activeElement === input).to.equal(true);
      expect(input.value).to.equal(typed);
    });
  }

  it('trims an e-mail address', async () => {
    const request = await open({}, { channels: ['email'], takesDestination: true });
    const input = inputPart(request);
    expect([input.type, input.autocomplete]).to.deep.equal(['email', 'email']);
    // A field of this type trims by itself where a person types; a script's value keeps its spaces.
    input.type = 'text';
    input.value = '  jd@example.com ';
    void request.submit();
    await until(() => script.requests[0]);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'email', destination: 'jd@example.com' });
  });

  it('keeps focus and width of its button while it waits, and says so at once', async () => {
    const request = await open();
    const button = part(request, 'submit')!;
    const { width } = button.getBoundingClientRect();
    button.focus();
    button.click();
    await until(() => script.requests[0]);
    await settled(request);
    expect(request.status).to.equal('sending');
    expect(button.getAttribute('aria-busy')).to.equal('true');
    expect(Math.abs(button.getBoundingClientRect().width - width) < 1).to.equal(true);
    expect(request.shadowRoot?.activeElement === button).to.equal(true);
    button.click();
    expect(script.requests).to.have.length(1);
  });

  it('hands out the challenge by property, and no more than the mask by event', async () => {
    const request = await open({}, { channels: ['sms'], takesDestination: true });
    inputPart(request).value = '+12025550406';
    const sent = nextEvent<MfaOtpSentEvent>(request, 'mfa-otp-sent');
    void request.submit();
    (await until(() => script.requests[0])).resolve({ id: '7', channel: 'sms', destination: '*******0406' });
    expect((await sent).detail).to.deep.equal({ channel: 'sms', destination: '*******0406', resent: false });
    expect(request.challenge?.id).to.equal('7');
    await settled(request);
    expect(shownText(request)).to.contain('We sent a code to the number ending in 0406.');
  });

  for (const code of MFA_ERROR_CODES) {
    it(`says in plain words that it failed with ${code}, and keeps what was typed`, async () => {
      const { warn } = console;
      console.warn = () => undefined;
      try {
        const request = await open({}, { channels: ['sms'], takesDestination: true });
        inputPart(request).value = '+12025550406';
        const submitted = request.submit();
        (await until(() => script.requests[0])).reject(new MfaError(code, { message: 'for developers' }));
        expect(await submitted).to.equal(false);
        await settled(request);
        const text = part(request, 'error')?.textContent ?? '';
        expect(text)
          .to.match(/^[A-Z].*\.$/)
          .and.not.contain('developers');
        expect(spoken(request).urgent).to.equal(text);
        expect(inputPart(request).value).to.equal('+12025550406');
        expect(request.status).to.equal('idle');
      } finally {
        console.warn = warn;
      }
    });
  }

  it('takes what a client throws that is no MfaError for trouble on the server', async () => {
    const request = await open();
    const submitted = request.submit();
    (await until(() => script.requests[0])).reject(new TypeError('x is undefined'));
    await submitted;
    await settled(request);
    expect(part(request, 'error')?.textContent).to.contain('went wrong on the server');
  });

  for (const type of ['mfa-otp-expired', 'mfa-otp-sent'])
    it(`says of its code no more after ${type} where that is checked`, async () => {
      const checks = Object.assign(document.createElement('div'), { id: 'code', reset: () => undefined });
      document.body.append(checks);
      const request = await open({ htmlFor: 'code' });
      const submitted = request.submit();
      (await until(() => script.requests[0])).resolve({ id: '7', channel: 'sms', destination: '*0406' });
      await submitted;
      await settled(request);
      expect(spoken(request).polite).to.contain('0406');
      checks.dispatchEvent(new CustomEvent(type));
      await settled(request);
      expect(spoken(request).polite).to.equal('');
    });

  it('has a way to sign in again where the session is over, beside another try', async () => {
    const request = await open();
    const submitted = request.submit();
    (await until(() => script.requests[0])).reject(new MfaError('unauthenticated'));
    await submitted;
    await settled(request);
    const asked = nextEvent(request, 'mfa-restart-requested');
    part(request, 'restart')!.click();
    await asked;
    expect(shows(request, 'submit')).to.equal(true);
    request.reset();
    await settled(request);
    expect(shows(request, 'restart')).to.equal(false);
  });

  it('waits as long as the server wants, and counts down', async () => {
    const request = await open();
    const submitted = request.submit();
    (await until(() => script.requests[0])).reject(
      new MfaError('rate-limited', { retryAt: clock.now() + 45_000 }),
    );
    await submitted;
    await settled(request);
    expect(seenIn(request, 'wait')).to.equal('You can ask for another code in 0:45');
    expect(await request.submit()).to.equal(false);
    clock.advance(45_000);
    await settled(request);
    expect(shows(request, 'wait')).to.equal(false);
  });

  it('shows the words of the backend only where the page wants them', async () => {
    const error = new MfaError('delivery-failed', { backendMessage: 'Vendor text' });
    for (const showBackendMessages of [false, true]) {
      const request = await open({ showBackendMessages });
      const submitted = request.submit();
      (await until(() => script.requests.at(-1))).reject(error);
      await submitted;
      await settled(request);
      expect(shownText(request).includes('Vendor text')).to.equal(showBackendMessages);
      script.requests.splice(0);
      request.remove();
    }
  });

  it('gives the call up when it is removed', async () => {
    const request = await open();
    const submitted = request.submit();
    const call = await until(() => script.requests[0]);
    request.remove();
    await aTask();
    expect(call.signal?.aborted).to.equal(true);
    expect(await submitted).to.equal(false);
    expect(clock.pending).to.equal(0);
    document.body.append(request);
    await settled(request);
    expect(request.status).to.equal('idle');
  });

  it('is used with the keyboard alone', async () => {
    const request = await open();
    radios(request)[0]?.focus();
    await keys('ArrowDown');
    await settled(request);
    expect(radios(request)[1]?.checked).to.equal(true);
    await keys('Enter');
    await until(() => script.requests[0]);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'email' });
  });
});
