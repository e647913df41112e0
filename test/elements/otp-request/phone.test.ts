import { expect } from 'chai';
import type { MfaClient } from '../../../src/core/client.js';
import { MfaOtpRequest } from '../../../src/elements/otp-request/otp-request.js';
import '../../../src/define/mfa-otp-request.js';
import { fakeClock } from '../../support/fake-clock.js';
import { keys, type } from '../../support/keys.js';
import { clearPage, deepFocus, inputPart, settled, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

let script: ScriptedClient;

async function open(
  settings: Partial<MfaOtpRequest> = {},
  channel: 'sms' | 'email' = 'sms',
): Promise<MfaOtpRequest> {
  const request = new MfaOtpRequest();
  const client = { ...script.client, channels: [channel], takesDestination: true } as MfaClient;
  Object.assign(request, { clock: fakeClock(), client, ...settings });
  document.body.append(request);
  await settled(request);
  return request;
}

const loaded = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('phone-input'));

const told = (request: MfaOtpRequest): string =>
  request.shadowRoot?.querySelector('mfa-phone-input')?.shadowRoot?.querySelector('output')?.textContent ??
  '';

async function withField(settings: Partial<MfaOtpRequest> = {}): Promise<MfaOtpRequest> {
  const request = await open(settings);
  await until(() => request.shadowRoot?.querySelector('mfa-phone-input')?.input);
  await settled(request);
  return request;
}

describe('mfa-otp-request with the field for phone numbers', () => {
  beforeEach(() => (script = new ScriptedClient()));
  afterEach(clearPage);

  it('loads nothing of it where no number is typed', async () => {
    await open({ phoneNumber: '+12025550406' });
    await open({}, 'email');
    expect(loaded()).to.deep.equal([]);
    expect(customElements.get('mfa-phone-input')).to.equal(undefined);
  });

  it('keeps what is typed, and the focus, when it comes', async () => {
    const request = await open({ country: 'GB' });
    const input = inputPart(request);
    input.focus();
    input.value = '020 7946';
    await until(() => request.shadowRoot?.querySelector('mfa-phone-input')?.input);
    expect(inputPart(request) === input).to.equal(true);
    expect(deepFocus() === input).to.equal(true);
    expect(input.value).to.equal('020 7946');
    expect(loaded()).to.have.lengthOf(1);
  });

  for (const [typed, sent] of [
    ['020 7946 0018', '+442079460018'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['+49 (0) 151 2345678', '+491512345678'],
    ['00491512345678', '+491512345678'],
  ] as const) {
    it(`sends ${typed} as ${sent}`, async () => {
      const request = await withField({ country: 'GB' });
      inputPart(request).focus();
      await type(typed);
      await keys('Enter');
      await until(() => script.requests[0]);
      expect(script.requests[0]?.args).to.deep.equal({ channel: 'sms', destination: sent });
    });
  }

  for (const [typed, says] of [
    ['', 'Enter a phone number.'],
    ['12345', 'This number is too short for Italy.'],
    ['+999 1', 'No country has the code +999. Check the digits after the +.'],
    ['hello', 'This is not a phone number. Enter digits, for example 312 345 6789.'],
  ] as const) {
    it(`says once, at the field, what is wrong with “${typed}”`, async () => {
      const request = await withField({ country: 'IT' });
      const input = inputPart(request);
      input.value = typed;
      expect(await request.submit()).to.equal(false);
      await settled(request);
      expect(script.requests).to.have.length(0);
      expect(told(request)).to.equal(says);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(deepFocus() === input).to.equal(true);
      expect(request.shadowRoot?.querySelector('#destination-error') === null).to.equal(true);
    });
  }
});
