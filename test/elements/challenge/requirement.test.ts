/** A second step that is needed from some day on, as people read and hear it; and the box for this device. */
import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-settings.js';
import type { FactorSettings, SecondStep } from '../../../src/core/client.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { en } from '../../../src/locales/en.js';
import { ManualClock } from '../../support/manual-clock.js';
import { clearPage, deepFocus, part, settled, shows, spoken, until } from '../../support/page.js';
import { roleClient } from '../../support/role-client.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a second step that is needed from a day on', () => {
  let clock: ManualClock;
  let lang: string;

  beforeEach(() => {
    ({ lang } = document.documentElement);
    document.documentElement.lang = 'en';
    clock = new ManualClock(Date.parse('2030-02-26T12:00:00'));
  });
  afterEach(() => {
    document.documentElement.lang = lang;
    clearPage();
  });

  async function challenge(more: Partial<SecondStep> = {}): Promise<MfaChallenge> {
    const element = document.createElement('mfa-challenge');
    element.clock = clock;
    element.client = roleClient({
      secondStep: () =>
        Promise.resolve({
          factors: [],
          enrollable: ['totp', 'sms'],
          required: false,
          requiredFrom: clock.now() + 5 * DAY,
          ...more,
        }),
      enrollableChannels: ['sms'],
      enrollDestination: 'by hand',
      confirmDestination: 'by hand',
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      verifyOtp: 'by hand',
    }).client;
    document.body.append(element);
    await until(() => element.status !== 'idle' && element.status !== 'loading');
    await settled(element);
    return element;
  }

  async function settings(more: Partial<FactorSettings> = {}): Promise<MfaSettings> {
    const element = document.createElement('mfa-settings');
    element.clock = clock;
    element.client = roleClient({
      factorSettings: () =>
        Promise.resolve({
          factors: [],
          addable: ['totp'],
          required: false,
          requiredFrom: clock.now() + 5 * DAY,
          ...more,
        }),
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      removeFactor: 'by hand',
    }).client;
    document.body.append(element);
    await until(() => element.status === 'empty' || element.status === 'ready');
    await settled(element);
    return element;
  }

  const due = (element: Element): string =>
    part(element, 'due')?.textContent.replace(/\s+/g, ' ').trim() ?? '';

  it('says by when, and how long that is; "Not now" goes on', async () => {
    const element = await challenge({ enrollable: ['totp'] });
    expect(due(element)).to.equal('Set this up by March 3, 2030 (5 days left).');
    expect(part(element, 'skip')!.textContent.trim()).to.equal(en.challengeNotNow);
    part(element, 'skip')!.click();
    await until(() => element.status === 'skipped');
  });

  const LEFT: readonly (readonly [lang: string, ms: number, words: RegExp])[] = [
    ['en', 2 * DAY, /^Set this up by February 28, 2030 \(2 days left\)\.$/],
    ['en', DAY, /^Set this up by February 27, 2030 \(1 day left\)\.$/],
    ['en', 36 * HOUR, /\(36 hours left\)/],
    ['en', 5 * HOUR, /^Set this up by February 26, 2030 at 5:00\sPM \(5 hours left\)\.$/],
    ['en', HOUR, /\(1 hour left\)/],
    ['en', 90_000, /\(1 minute left\)/],
    ['en-GB', 5 * DAY, /3 March 2030 \(5 days left\)/],
    ['no such language', 5 * DAY, /2030/],
  ];
  for (const [language, ms, words] of LEFT)
    it(`says ${String(words)} in ${language}`, async () => {
      document.documentElement.lang = language;
      const element = await challenge({ enrollable: ['totp'], requiredFrom: clock.now() + ms });
      expect(due(element)).to.match(words);
    });

  it('says so in the choice of what to set up', async () => {
    const element = await challenge();
    expect(element.status).to.equal('choosing');
    expect(element.shadowRoot!.textContent).to.contain('Set this up by March 3, 2030 (5 days left).');
  });

  it('is needed at that very moment: said, shown, and the focus is not lost', async () => {
    const element = await challenge();
    part(element, 'skip')!.focus();
    clock.advance(5 * DAY);
    await until(() => !shows(element, 'skip'));
    await settled(element);
    expect(element.shadowRoot!.textContent).to.contain(en.challengeDueNow);
    expect(spoken(element).polite).to.contain(en.challengeDueNow);
    await until(() => deepFocus() === part(element, 'title'));
  });

  it('is no matter where something is set up', async () => {
    const element = await challenge({ factors: [{ id: 't', kind: 'totp', active: true }], enrollable: [] });
    expect(shows(element, 'due')).to.equal(false);
    expect(part(element, 'skip')!.textContent.trim()).to.equal(en.challengeSkip);
  });

  it('is said on the account page while nothing is set up', async () => {
    const element = await settings();
    expect(due(element)).to.equal(
      'Your account needs a second step from March 3, 2030 on. Set one up by then (5 days left).',
    );
    clock.advance(5 * DAY);
    await until(() => due(element) === en.settingsDueNow);
    expect(spoken(element).polite).to.contain(en.settingsDueNow);
  });

  it('keeps the last one on the account page from then on', async () => {
    const element = await settings({ factors: [{ id: 't', kind: 'totp', active: true }] });
    expect([shows(element, 'due'), shows(element, 'remove')]).to.deep.equal([false, true]);
    clock.advance(5 * DAY);
    await until(() => shows(element, 'reason'));
    expect(shows(element, 'remove')).to.equal(false);
  });
});

describe('the box for this device', () => {
  afterEach(clearPage);

  async function words(
    remembersDevicesForMs: number | undefined,
    { remembersDevices = true, attribute = true, configured = false } = {},
  ): Promise<string | undefined> {
    const holder = document.createElement(configured ? 'mfa-config' : 'div');
    const element = document.createElement('mfa-challenge');
    (configured ? holder : element).toggleAttribute('remember-device', attribute);
    element.client = roleClient({
      secondStep: () =>
        Promise.resolve({
          factors: [{ id: 't', kind: 'totp', active: true }],
          enrollable: [],
          required: true,
        } as const),
      verifyOtp: 'by hand',
      remembersDevices,
      ...(remembersDevicesForMs !== undefined && { remembersDevicesForMs }),
    }).client;
    holder.append(element);
    document.body.append(holder);
    await until(() => element.status === 'answering');
    await settled(element);
    return part(element, 'remember')?.closest('label')?.textContent.trim();
  }

  const LENGTHS: readonly (readonly [ms: number | undefined, words: string])[] = [
    [30 * DAY, 'Do not ask again on this device for 30 days'],
    [DAY, 'Do not ask again on this device for 1 day'],
    [12 * HOUR, 'Do not ask again on this device for 12 hours'],
    [undefined, 'Do not ask again on this device'],
  ];
  for (const [ms, expected] of LENGTHS)
    it(`says "${expected}"`, async () => {
      document.documentElement.lang = 'en';
      expect(await words(ms)).to.equal(expected);
    });

  it('is shown where a config says so, and not where nobody does, or the backend cannot', async () => {
    expect(await words(DAY, { configured: true })).to.contain('1 day');
    clearPage();
    expect(await words(DAY, { attribute: false })).to.equal(undefined);
    clearPage();
    expect(await words(DAY, { remembersDevices: false })).to.equal(undefined);
  });
});
