import { expect } from 'chai';
import '../../../src/define/mfa-passkey.js';
import '../../../src/define/mfa-proof.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { nameOfAuthenticator } from '../../../src/elements/passkey/authenticator-names.js';
import type { MfaPasskey } from '../../../src/elements/passkey/passkey.js';
import { PasskeyFlow } from '../../../src/flows/passkey-flow.js';
import type { PasskeyMode, PasskeyStatus } from '../../../src/flows/passkey-state.js';
import { en } from '../../../src/locales/en.js';
import { passkeyRoom } from '../../support/hand-ceremony.js';
import { part, spoken, until } from '../../support/page.js';
import type { Answers } from '../../support/role-client.js';

const TOKEN = 'eyJ-session-token';

describe('mfa-passkey', () => {
  let element: MfaPasskey;
  let room: ReturnType<typeof passkeyRoom>;
  let events: string[];

  async function show(mode: PasskeyMode = 'use', roles: Answers = {}): Promise<void> {
    room = passkeyRoom(roles);
    events = [];
    element = document.createElement('mfa-passkey');
    element.flow = new PasskeyFlow({ client: room.client, ceremony: room.ceremony, mode });
    for (const type of ['mfa-passkey-verified', 'mfa-passkey-created', 'mfa-passkey-failed'])
      element.addEventListener(type, (event) =>
        events.push(`${type} ${JSON.stringify((event as CustomEvent).detail)}`),
      );
    document.body.append(element);
    await element.updateComplete;
  }

  afterEach(() => element.remove());

  /** Presses the button, and has each call answered in its turn. */
  async function press(...answers: readonly unknown[]): Promise<void> {
    const button = part(element, 'begin')!;
    button.focus();
    button.click();
    for (const answer of answers) {
      await until(() => room.live.length > 0);
      const call = room.live[0]!;
      if (answer instanceof MfaError) call.reject(answer);
      else call.resolve(answer);
      await until(() => !room.live.includes(call));
    }
  }

  const reached = (status: PasskeyStatus): Promise<unknown> =>
    until(() => element.status === status && !element.isUpdatePending);
  const CHALLENGE = { id: 'c1', options: {} };

  it('asks nobody before the press, and tells at the end without what the backend gave', async () => {
    await show();
    expect(room.calls).to.have.lengthOf(0);
    await press(CHALLENGE, { id: 'cred', response: {} }, { session: TOKEN });
    await until(() => events.length > 0);
    expect(events).to.deep.equal(['mfa-passkey-verified null']);
    expect(element.verification).to.deep.equal({ session: TOKEN });
    expect(spoken(element).polite).to.equal(en.passkeyVerified);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'done'));
    expect(element.shadowRoot!.innerHTML).to.not.contain(TOKEN);
  });

  it('says what went wrong, at the button that tries again', async () => {
    await show();
    await press(CHALLENGE, new MfaError('passkey-cancelled'));
    await reached('failed');
    expect(part(element, 'error')!.textContent).to.equal(en['error-passkey-cancelled']);
    expect(spoken(element).urgent).to.equal(en['error-passkey-cancelled']);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'begin'));
    expect(events).to.deep.equal(['mfa-passkey-failed {"code":"passkey-cancelled"}']);
    await press();
    await until(() => room.of('beginPasskey').length === 2);
  });

  describe('the box for this device', () => {
    const DAY_MS = 86_400_000;

    /** What it says, or nothing where it is not offered. */
    async function words(roles: Answers, mode: PasskeyMode = 'use'): Promise<string | undefined> {
      document.querySelector('mfa-passkey')?.remove();
      await show(mode, roles);
      element.rememberDevice = true;
      await element.updateComplete;
      return part(element, 'remember')?.closest('label')?.textContent.trim();
    }

    it('is offered where the page wants it, and the client can', async () => {
      expect(await words({ remembersDevices: true })).to.equal(en.verifyRemember);
      expect(await words({ remembersDevices: true, remembersDevicesForMs: 30 * DAY_MS })).to.equal(
        'Do not ask again on this device for 30 days',
      );
      expect(await words({ passkeysRememberDevices: true })).to.equal(en.verifyRemember);
      expect(await words({})).to.equal(undefined);
      expect(await words({ remembersDevices: true, passkeysRememberDevices: false })).to.equal(undefined);
      expect(await words({ remembersDevices: true }, 'create')).to.equal(undefined);
      element.remove();
      await show('use', { remembersDevices: true });
      expect(part(element, 'remember') !== undefined).to.equal(false);
    });

    for (const isTicked of [true, false]) {
      it(`is told with the answer where it is ${isTicked ? '' : 'not '}ticked`, async () => {
        await words({ remembersDevices: true });
        if (isTicked) part(element, 'remember')!.click();
        await press(CHALLENGE, { id: 'cred', response: {} }, {});
        await reached('verified');
        const [call] = room.of('verifyPasskey');
        const { rememberDevice } = call!.args[2] as { rememberDevice?: boolean };
        expect(rememberDevice).to.equal(isTicked ? true : undefined);
      });
    }

    it('stays as the person left it after a failure', async () => {
      await words({ remembersDevices: true });
      part(element, 'remember')!.click();
      await press(CHALLENGE, new MfaError('passkey-cancelled'));
      await reached('failed');
      expect(part<HTMLInputElement>(element, 'remember')!.checked).to.equal(true);
    });
  });

  it('goes on with the name, which typing replaces', async () => {
    await show('create', { namesPasskeys: 'activate' });
    await press(CHALLENGE, { id: 'cred', response: {} });
    await reached('naming');
    const field = part<HTMLInputElement>(element, 'name-input')!;
    await until(() => element.shadowRoot!.activeElement === field);
    field.value = 'Blue key';
    part(element, 'save')!.click();
    await until(() => room.of('activatePasskey').length > 0);
    expect(room.of('activatePasskey')[0]!.args[2]).to.deep.equal({ name: 'Blue key' });
  });

  it('suggests what the page says, else what the authenticator is called', async () => {
    expect(nameOfAuthenticator('bada5566-a7aa-401f-bd96-45619a55120d')).to.equal('1Password');
    expect(nameOfAuthenticator('00000000-0000-0000-0000-000000000001')).to.equal(undefined);
    await show('create', { namesPasskeys: 'begin' });
    element.name = 'Work laptop';
    await element.updateComplete;
    expect(part<HTMLInputElement>(element, 'name-input')!.value).to.equal('Work laptop');
    await press();
    await until(() => room.calls.length > 0);
    expect(room.calls[0]!.args[0]).to.deep.equal({ name: 'Work laptop' });
  });

  it('leads to the proof and back', async () => {
    await show('create');
    await press(new MfaError('proof-required', { proof: 'password' }));
    await reached('proving');
    await until(() => element.shadowRoot!.activeElement?.localName === 'mfa-proof');
    element.prove({ password: 'open sesame' });
    await until(() => element.shadowRoot!.activeElement === part(element, 'begin'));
    expect(room.calls.at(-1)!.args[1]).to.have.deep.property('proof', { password: 'open sesame' });
  });

  it('closes the dialog with the button beside it, and when it goes', async () => {
    await show();
    await press(CHALLENGE);
    await reached('asking');
    const { signal } = room.calls.at(-1)!.args[1] as { signal: AbortSignal };
    part(element, 'cancel')!.click();
    await reached('ready');
    expect(signal.aborted).to.equal(true);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'begin'));
  });

  it('says where the browser cannot, and has a way on', async () => {
    element = document.createElement('mfa-passkey');
    element.flow = new PasskeyFlow({ client: {} });
    document.body.append(element);
    await element.updateComplete;
    expect(element.status).to.equal('unavailable');
    expect(part(element, 'unavailable')!.textContent.trim()).to.equal(en.passkeyUnavailable);
    let restarts = 0;
    element.addEventListener('mfa-restart-requested', () => restarts++);
    part(element, 'restart')!.click();
    expect(restarts).to.equal(1);
  });
});
