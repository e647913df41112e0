/** What moving, leaving, waiting and failing do: nothing is lost, nothing stays that should not, and there is a way on. */
import { expect } from 'chai';
import '../../../src/define/mfa-recovery-codes.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaRecoveryCodes } from '../../../src/elements/recovery-codes/recovery-codes.js';
import { RecoveryCodesFlow } from '../../../src/flows/recovery-codes-flow.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  deepFocus,
  deepText,
  inputPart,
  part,
  seenIn,
  settled,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const CODES = ['02ea0-de2bd', '7c1f9-04aa1', '9b8e2-77c3d'];
const MINUTE = 60_000;

describe('the life of mfa-recovery-codes', () => {
  let element: MfaRecoveryCodes;
  let backend: RoleClient;
  let clock: ManualClock;
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    backend = roleClient({ recoveryCodes: 'by hand', regenerateRecoveryCodes: 'by hand' });
    element = make();
  });
  afterEach(clearPage);

  function make(properties: Partial<MfaRecoveryCodes> = {}): MfaRecoveryCodes {
    const made = document.createElement('mfa-recovery-codes');
    Object.assign(made, { client: backend.client, clock, ...properties });
    for (const name of ['mfa-recovery-codes-shown', 'mfa-recovery-codes-failed', 'mfa-restart-requested'])
      made.addEventListener(name, () => events.push(name));
    return made;
  }

  async function put(): Promise<void> {
    document.body.append(element);
    await settled(element);
  }

  async function press(name: string): Promise<void> {
    part(element, name)!.click();
    await settled(element);
  }

  async function answer(what: unknown): Promise<void> {
    const before = element.status;
    const call = await until(() => backend.calls.at(-1));
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await until(() => element.status !== before);
    await settled(element);
  }

  async function show(): Promise<void> {
    await put();
    await press('show');
    await answer({ codes: CODES });
  }

  describe('moving', () => {
    it('changes nothing, neither the codes nor what was ticked and typed', async () => {
      element.confirm = true;
      await show();
      inputPart(element, 'saved').checked = true;
      inputPart(element, 'typed').value = '7c1f9';
      const place = document.createElement('main');
      document.body.append(place);
      element.remove();
      await Promise.resolve();
      place.append(element);
      await aTask();
      await settled(element);
      expect(inputPart(element, 'typed').value).to.equal('7c1f9');
      expect(inputPart(element, 'saved').checked).to.equal(true);
      expect(events).to.deep.equal(['mfa-recovery-codes-shown']);
    });

    it('does not end a call', async () => {
      await put();
      await press('show');
      const place = document.createElement('main');
      document.body.append(place);
      place.append(element);
      await answer({ codes: CODES });
      expect(element.status).to.equal('shown');
    });
  });

  describe('on a flow that somebody holds', () => {
    it('shows the same codes in whatever element, and none in one that has left', async () => {
      const flow = new RecoveryCodesFlow({ client: backend.client, clock });
      flow.take(CODES);
      element.flow = flow;
      await put();
      expect(deepText(element)).to.contain(CODES[0]);
      element.remove();
      await aTask();
      await settled(element);
      expect(element.shadowRoot!.textContent).to.not.contain(CODES[0]);
      expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
      element = make({ flow });
      await put();
      expect(deepText(element)).to.contain(CODES[0]);
      flow.acknowledge();
      await settled(element);
      expect(element.status).to.equal('acknowledged');
    });

    it('shows them again in the same element', async () => {
      element.flow = new RecoveryCodesFlow({ client: backend.client, clock });
      element.flow.take(CODES);
      await put();
      element.remove();
      await aTask();
      await put();
      expect(deepText(element)).to.contain(CODES[0]);
    });
  });

  describe('ways on', () => {
    it('waits in sight where the backend wants that, says so, and says when it is over', async () => {
      await put();
      await press('show');
      await answer(new MfaError('rate-limited', { retryAt: clock.now() + 2 * MINUTE }));
      expect(seenIn(element, 'wait')).to.equal('You can try again in 2:00');
      expect(part(element, 'wait')!.querySelector('.visually-hidden')!.textContent).to.equal(
        'You can try again in 2 minutes',
      );
      expect(part(element, 'retry')!.ariaDisabled).to.equal('true');
      await press('retry');
      expect(backend.calls).to.have.lengthOf(1);
      clock.advance(MINUTE);
      await settled(element);
      expect(seenIn(element, 'wait')).to.equal('You can try again in 1:00');
      expect(spoken(element).polite).to.equal('You can try again in 1 minute');
      clock.advance(MINUTE);
      await settled(element);
      expect(shows(element, 'wait')).to.equal(false);
      expect(spoken(element).polite).to.equal(en.tryAgainNow);
      await press('retry');
      await until(() => backend.calls.length === 2);
    });

    for (const code of ['unauthenticated', 'challenge-expired'] as const)
      it(`leads back to the sign-in after ${code}, or tries again`, async () => {
        await put();
        await press('show');
        await answer(new MfaError(code));
        await press('restart');
        expect(events.at(-1)).to.equal('mfa-restart-requested');
        expect(shows(element, 'retry')).to.equal(true);
      });

    it('takes the page’s own way back', async () => {
      element.innerHTML = '<a slot="restart" href="/login">To the sign-in</a>';
      await put();
      await press('show');
      await answer(new MfaError('unauthenticated'));
      expect(part(element, 'restart')!.checkVisibility()).to.equal(false);
      expect(element.querySelector('a')!.checkVisibility()).to.equal(true);
    });

    it('shows the codes from before where no new ones could be made', async () => {
      await show();
      await press('make');
      await press('make');
      await answer(new MfaError('network'));
      expect(deepText(element)).to.contain(en['error-network']).and.not.contain(CODES[0]);
      await press('keep');
      expect(deepText(element)).to.contain(CODES[0]);
    });

    it('looks again where there are none and none can be made', async () => {
      backend = roleClient({ recoveryCodes: 'by hand' });
      element = make();
      await put();
      await press('show');
      await answer({ codes: [] });
      expect(spoken(element).polite).to.equal(en.recoveryCodesNone);
      await press('retry');
      await answer({ codes: CODES });
      expect(element.status).to.equal('shown');
    });
  });

  describe('titles and focus', () => {
    for (const [level, tag] of [
      [undefined, 'H2'],
      ['3', 'H3'],
      ['many', 'H2'],
    ] as const)
      it(`has headings: heading-level ${level ?? 'unset'} is ${tag}`, async () => {
        if (level) element.setAttribute('heading-level', level);
        await put();
        expect(part(element, 'title')!.tagName).to.equal(tag);
        await press('make');
        expect(part(element, 'title')!.tagName).to.equal(tag);
        expect(part(element, 'title')!.textContent).to.equal(en.recoveryCodesAsk);
      });

    it('goes from screen to screen with the keyboard alone', async () => {
      await put();
      part(element, 'make')!.focus();
      await keys('Enter');
      await until(() => deepFocus()?.textContent === en.recoveryCodesAsk);
      await keys('Tab');
      expect(deepFocus()).to.equal(part(element, 'make'));
      await keys('Enter');
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => shows(element, 'proof-input') && deepFocus() === part(element, 'proof-input'));
      await type('correct horse');
      await keys('Enter');
      await until(() => backend.calls.length === 2);
      await until(() => deepFocus() === part(element, 'title'));
      await answer({ codes: CODES });
      await until(() => deepFocus() === part(element, 'title'));
      expect(deepText(element)).to.contain(CODES[0]);
    });

    it('stays away from who is elsewhere', async () => {
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
      await put();
      void element.show();
      await until(() => backend.calls.length === 1);
      await answer({ codes: CODES });
      await aTask();
      expect(document.activeElement).to.equal(field);
    });
  });
});
