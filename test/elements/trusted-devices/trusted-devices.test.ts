import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-settings.js';
import '../../../src/define/mfa-trusted-devices.js';
import type { MfaClient, TrustedDevice } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaTrustedDevices } from '../../../src/elements/trusted-devices/trusted-devices.js';
import { en } from '../../../src/locales/en.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  clearPage,
  deepFocus,
  deepText,
  inputPart,
  nameOf,
  part,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const LAPTOP: TrustedDevice = {
  id: 'd1',
  name: 'Firefox on Linux',
  place: 'Berlin, Germany',
  lastUsedAt: Date.parse('2030-02-24T12:00:00Z'),
  expiresAt: Date.parse('2030-03-20T12:00:00Z'),
  isThis: true,
};
const PHONE: TrustedDevice = { id: 'd2', name: 'Safari on iPhone' };
const OTHER: TrustedDevice = { ...LAPTOP, id: 'd3', place: 'Hamburg, Germany', isThis: false };

describe('mfa-trusted-devices', () => {
  let element: MfaTrustedDevices;
  let backend: RoleClient;
  let list: readonly TrustedDevice[];
  let events: string[];

  beforeEach(() => {
    document.documentElement.lang = 'en';
    list = [LAPTOP, PHONE, OTHER];
    events = [];
    element = document.createElement('mfa-trusted-devices');
    element.clock = new ManualClock();
    for (const name of ['mfa-trusted-devices-forgotten', 'mfa-trusted-devices-failed'])
      element.addEventListener(name, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  async function begin(answers: Parameters<typeof roleClient>[0] = {}): Promise<void> {
    backend = roleClient({
      listTrustedDevices: () => Promise.resolve(list),
      forgetTrustedDevice: 'by hand',
      forgetAllTrustedDevices: 'by hand',
      ...answers,
    });
    element.client = backend.client;
    document.body.append(element);
    await until(() => backend.calls.length > 0);
    await settled(element);
  }

  async function press(name: string, index = 0): Promise<void> {
    const found = [...element.shadowRoot!.querySelectorAll<HTMLElement>(`[part~=${name}]`)][index]!;
    found.focus();
    found.click();
    await settled(element);
  }

  async function answer(name: keyof MfaClient, what?: unknown): Promise<void> {
    const call = await until(() => backend.of(name).at(-1));
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await settled(element);
  }

  it('says what, where, when and until when, and marks this one', async () => {
    await begin();
    const [first, second] = element.shadowRoot!.querySelectorAll('[part~=device]');
    expect(first!.textContent.replace(/\s+/g, ' ').trim()).to.equal(
      'Firefox on LinuxThis device Berlin, Germany Last used February 24, 2030 Until March 20, 2030 Remove',
    );
    expect(second!.textContent.replace(/\s+/g, ' ').trim()).to.equal('Safari on iPhone Remove');
  });

  it('writes days in the language around it', async () => {
    document.documentElement.lang = 'en-GB';
    await begin();
    expect(part(element, 'date')!.textContent).to.contain('24 February 2030');
  });

  it('tells its buttons apart, also those of two of a kind', async () => {
    await begin();
    const labels = [...element.shadowRoot!.querySelectorAll('[part~=remove]')].map(nameOf);
    expect(labels).to.deep.equal([
      'Remove Firefox on Linux This device',
      'Remove Safari on iPhone',
      'Remove Firefox on Linux Last used February 24, 2030',
    ]);
  });

  it('asks before it removes one, and shows what the backend says then', async () => {
    await begin();
    await press('remove', 1);
    expect(part(element, 'task-title')!.textContent).to.equal('Remove Safari on iPhone?');
    expect(shownText(element)).to.contain(en.devicesAskWords);
    expect(deepFocus()).to.equal(part(element, 'task-title'));
    expect(backend.of('forgetTrustedDevice')).to.have.lengthOf(0);
    await press('confirm');
    expect(spoken(element).polite).to.contain(en.devicesSaving);
    // Nothing is ahead of the backend.
    expect(element.shadowRoot!.querySelectorAll('[part~=device]')).to.have.lengthOf(3);
    list = [LAPTOP, OTHER];
    await answer('forgetTrustedDevice');
    await until(() => events.length > 0);
    expect(element.shadowRoot!.querySelectorAll('[part~=device]')).to.have.lengthOf(2);
    expect(part(element, 'note')!.textContent).to.equal('Safari on iPhone is removed.');
    expect(deepFocus()).to.equal(part(element, 'note'));
    expect(events).to.deep.equal(['mfa-trusted-devices-forgotten {"all":false}']);
  });

  it('says of this one that it is here', async () => {
    await begin();
    await press('remove');
    expect(shownText(element)).to.contain(en.devicesAskThis);
  });

  it('removes all of them', async () => {
    await begin();
    await press('remove-all');
    expect(shownText(element)).to.contain(en.devicesAskAllWords);
    await press('confirm');
    list = [];
    await answer('forgetAllTrustedDevices');
    await until(() => element.status === 'empty');
    await settled(element);
    expect(part(element, 'empty')!.textContent).to.equal(en.devicesEmpty);
    expect(shows(element, 'remove-all')).to.equal(false);
    expect(events).to.deep.equal(['mfa-trusted-devices-forgotten {"all":true}']);
  });

  it('keeps it, and gives the focus back', async () => {
    await begin();
    await press('remove', 1);
    await press('cancel');
    expect(element.status).to.equal('ready');
    expect(nameOf(deepFocus()!)).to.equal('Remove Safari on iPhone');
  });

  it('asks for a proof where the backend wants one', async () => {
    await begin();
    await press('remove');
    await press('confirm');
    await answer('forgetTrustedDevice', new MfaError('proof-required', { proof: 'password' }));
    await until(() => shows(element, 'proof-input'));
    await settled(element);
    inputPart(element, 'proof-input').value = 'correct horse';
    part(element, 'proof-submit')!.click();
    await until(() => backend.of('forgetTrustedDevice').length === 2);
    expect(backend.of('forgetTrustedDevice')[1]!.args[1]).to.deep.include({
      proof: { password: 'correct horse' },
    });
  });

  it('says so where the list cannot be had, and tries again', async () => {
    await begin({ listTrustedDevices: 'by hand' });
    expect(shows(element, 'loading')).to.equal(true);
    await answer('listTrustedDevices', new MfaError('timeout'));
    await until(() => element.status === 'failed');
    await settled(element);
    expect(part(element, 'error')!.textContent).to.equal(en['error-timeout']);
    await press('retry');
    await answer('listTrustedDevices', [PHONE]);
    await until(() => element.status === 'ready');
    expect(events).to.deep.equal(['mfa-trusted-devices-failed {"code":"timeout"}']);
  });

  it('has a way to sign in again where the session is over', async () => {
    await begin({ listTrustedDevices: () => Promise.reject(new MfaError('unauthenticated')) });
    await until(() => element.status === 'failed');
    await settled(element);
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    part(element, 'restart')!.click();
    expect([restarts, shows(element, 'retry')]).to.deep.equal([1, false]);
  });

  it('offers nothing that the backend cannot do', async () => {
    await begin({ forgetTrustedDevice: undefined as never, forgetAllTrustedDevices: undefined as never });
    expect([shows(element, 'remove'), shows(element, 'remove-all')]).to.deep.equal([false, false]);
  });

  it('shows nothing where the second factor is off', async () => {
    element.twoFactorAuthentication = false;
    element.client = roleClient({ listTrustedDevices: () => Promise.resolve(list) }).client;
    document.body.append(element);
    await settled(element);
    expect(element.shadowRoot!.childElementCount).to.equal(0);
  });

  describe('on the account page', () => {
    async function settings(client: MfaClient): Promise<Element> {
      const page = document.createElement('mfa-settings');
      page.client = client;
      document.body.append(page);
      await until(() => page.status === 'ready');
      await settled(page);
      return page;
    }
    const factors = {
      listFactors: () => Promise.resolve([{ id: 'a', kind: 'totp', active: true }] as const),
    };

    it('is shown where the client knows such devices', async () => {
      const page = await settings(
        roleClient({ ...factors, listTrustedDevices: () => Promise.resolve(list) }).client,
      );
      await until(() => shows(page, 'devices'));
      expect(deepText(page)).to.contain('Firefox on Linux');
    });

    it('is not where the client does not', async () => {
      const page = await settings(roleClient(factors).client);
      expect(shows(page, 'trusted')).to.equal(false);
    });
  });
});
