import { expect } from 'chai';
import '../../../src/define/mfa-settings.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { en } from '../../../src/locales/en.js';
import { clearPage, inputPart, mount, part, settled, shows, until } from '../../support/page.js';
import { createTestSandbox, type TestSandbox } from '../../support/sandbox.js';
import { totpCode } from '../../support/totp-code.js';

describe('the account page and the second step over HTTP', () => {
  let sandbox: TestSandbox;

  beforeEach(async () => {
    sandbox = await createTestSandbox();
  });
  afterEach(clearPage);

  it('lists authenticator apps, adds one with a name, and removes it', async () => {
    await sandbox.authenticator('Old phone');
    const element = await mount<MfaSettings>(`<mfa-settings endpoint="${sandbox.endpoint}"></mfa-settings>`);
    await until(() => element.status === 'ready');
    await settled(element);
    expect(names(element)).to.deep.equal(['Authenticator app: Old phone']);
    for (const name of ['change', 'rename', 'recovery']) expect(shows(element, name), name).to.equal(false);
    const add = [...element.renderRoot.querySelectorAll<HTMLElement>('[part~=add]')];
    const offered = add.map((button) => button.textContent.trim());
    // Passkeys where this browser has them.
    expect(offered.filter((label) => label !== en.settingsAddPasskey)).to.deep.equal([en.settingsAddTotp]);

    add[offered.indexOf(en.settingsAddTotp)]!.click();
    await settled(element);
    const enroll = element.renderRoot.querySelector('mfa-totp-enroll')!;
    await until(() => enroll.status === 'naming');
    await settled(element);
    inputPart(enroll, 'name-input').value = 'New phone';
    await press(element, 'continue');
    await until(() => enroll.status === 'pairing');
    await settled(element);
    const secret = part(enroll, 'secret')!.textContent.replace(/\s/g, '');
    await type(enroll, await totpCode(secret, await sandbox.now()));
    void enroll.submit();
    await until(() => element.status === 'ready' && names(element).length === 2);
    expect(part(element, 'note')!.textContent).to.contain('is set up');

    const index = names(element).indexOf('Authenticator app: New phone');
    element.renderRoot.querySelectorAll<HTMLElement>('[part~=remove]')[index]!.click();
    await settled(element);
    await press(element, 'confirm');
    await until(() => element.status === 'ready' && names(element).length === 1);
    expect(names(element)).to.deep.equal(['Authenticator app: Old phone']);
  });

  it('lists passkeys, and removes one by its name and those without together', async () => {
    await sandbox.authenticator('Phone');
    for (const name of ['Key', undefined, undefined]) await sandbox.passkey(name);
    const element = await mount<MfaSettings>(`<mfa-settings endpoint="${sandbox.endpoint}"></mfa-settings>`);
    await until(() => element.status === 'ready');
    await settled(element);
    expect(names(element)).to.deep.equal(['Authenticator app: Phone', 'Passkey: Key', en.factorAllPasskeys]);
    const remove = async (index: number, left: number): Promise<void> => {
      element.renderRoot.querySelectorAll<HTMLElement>('[part~=remove]')[index]!.click();
      await settled(element);
      await press(element, 'confirm');
      await until(() => element.status === 'ready' && names(element).length === left);
    };
    await remove(1, 2);
    expect(names(element)).to.deep.equal(['Authenticator app: Phone', en.factorAllPasskeys]);
    await remove(1, 1);
    expect(names(element)).to.deep.equal(['Authenticator app: Phone']);
    const gone = (await sandbox.requests())
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path);
    expect(gone.map((path) => path.split('/mfadevices')[1])).to.deep.equal(['/FIDO2/Key', '/FIDO2/all']);
  });

  it('says so where no app is paired', async () => {
    const element = await mount<MfaSettings>(`<mfa-settings endpoint="${sandbox.endpoint}"></mfa-settings>`);
    await until(() => element.status === 'empty');
  });

  it('removes nothing and says what is wrong where the server is in trouble', async () => {
    await sandbox.authenticator('Old phone');
    const element = await mount<MfaSettings>(`<mfa-settings endpoint="${sandbox.endpoint}"></mfa-settings>`);
    await until(() => element.status === 'ready');
    await settled(element);
    await press(element, 'remove');
    await sandbox.faults({ fail: 'server' });
    await press(element, 'confirm');
    await until(() => element.status === 'failed');
    await settled(element);
    expect(part(element, 'error')!.textContent).to.equal(en['error-server']);
    await sandbox.faults({});
    await press(element, 'retry');
    await until(() => element.status === 'ready');
    await settled(element);
    expect(names(element)).to.have.lengthOf(1);
  });

  it('signs in by the way that the person chooses', async () => {
    const secret = await sandbox.authenticator('My phone');
    const element = await mount<MfaChallenge>(
      `<mfa-challenge endpoint="${sandbox.endpoint}"></mfa-challenge>`,
    );
    await until(() => element.status === 'choosing');
    await settled(element);
    const ways = [...element.renderRoot.querySelectorAll<HTMLElement>('[part~=way]')];
    expect(ways.map((way) => way.textContent.trim())).to.deep.equal([
      'Authenticator app: My phone',
      'Text message',
      'E-mail',
    ]);
    ways[1]!.click();
    await settled(element);
    await press(element, 'submit');
    await until(() => element.renderRoot.querySelector('mfa-otp-verify')!.status === 'ready');
    await settled(element);
    expect(await sandbox.outbox()).to.have.lengthOf(1);
    await press(element, 'another');
    part(element, 'way')!.click();
    await settled(element);
    const verify = element.renderRoot.querySelector<HTMLElementTagNameMap['mfa-otp-verify']>(
      '[part~=panel]:not([hidden]) mfa-otp-verify',
    )!;
    const input = await until(() => element.querySelector<HTMLInputElement>('input[slot^=use-totp]'));
    input.value = await totpCode(secret, await sandbox.now());
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
    void verify.submit();
    await until(() => element.status === 'completed');
    expect(await sandbox.outbox()).to.have.lengthOf(1);
  });

  function names(element: Element): string[] {
    return [...element.shadowRoot!.querySelectorAll('[part~=factor] > .line [part~=name]')].map((name) =>
      name.textContent.trim(),
    );
  }

  async function press(element: Element, name: string): Promise<void> {
    part(element, name)!.click();
    await settled(element);
  }

  async function type(element: Element, code: string): Promise<void> {
    const field = element.querySelector('input')!;
    field.value = code;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
  }
});
