import { expect } from 'chai';
import '../../../src/define/mfa-push-enroll.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaPushEnroll } from '../../../src/elements/push-enroll/push-enroll.js';
import { isAppLink } from '../../../src/elements/on-phone.js';
import type { PushEnrollStatus } from '../../../src/flows/push-enroll-state.js';
import { en } from '../../../src/locales/en.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { aTask, deepElements, part, spoken, until } from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const URI = 'acmepush://add?key=JBSWY3DPEHPK3PXP';
const TOKEN = 'eyJ-session-token';

describe('mfa-push-enroll', () => {
  let element: MfaPushEnroll;
  let room: RoleClient;
  let clock: FakeClock;
  let events: string[];

  beforeEach(async () => {
    room = roleClient({ beginPushEnrollment: 'by hand', pollPushEnrollment: 'by hand' });
    clock = fakeClock();
    events = [];
    element = document.createElement('mfa-push-enroll');
    element.client = room.client;
    element.clock = clock;
    for (const name of ['mfa-push-enrolled', 'mfa-push-enrollment-failed'])
      element.addEventListener(name, (event) =>
        events.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
      );
    document.body.append(element);
    await element.updateComplete;
  });
  afterEach(() => element.remove());

  const reached = (status: PushEnrollStatus): Promise<unknown> =>
    until(() => element.status === status && !element.isUpdatePending);

  async function answer(what: unknown): Promise<void> {
    await until(() => room.live.length > 0);
    const call = room.live[0]!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    // The flow hears of it in its own turn, and may show nothing new.
    await aTask();
    await element.updateComplete;
  }

  async function scanning(): Promise<void> {
    const button = part(element, 'begin')!;
    button.focus();
    button.click();
    button.click();
    await answer({ id: 'e1', uri: URI, expiresAt: clock.now() + 600_000 });
    await reached('scanning');
  }

  it('shows a code to scan, which is in no attribute and no text, and is done when it was scanned', async () => {
    expect(room.calls).to.have.lengthOf(0);
    await scanning();
    expect(room.of('beginPushEnrollment')).to.have.lengthOf(1);
    expect(part<HTMLElement & { value: string }>(element, 'qr')!.value).to.equal(URI);
    for (const each of deepElements(element)) {
      const attributes = [...each.attributes].map(({ value }) => value).join(' ');
      expect(`${attributes} ${each.textContent}`).to.not.contain('JBSWY3DP');
    }
    expect(spoken(element).polite).to.equal(en.pushQrReady);
    clock.advance(2000);
    await answer(undefined);
    clock.advance(5000);
    await answer({ session: TOKEN });
    await reached('enrolled');
    await until(() => events.length === 1);
    expect(events).to.deep.equal(['mfa-push-enrolled null']);
    expect(element.verification).to.deep.equal({ session: TOKEN });
    expect(part(element, 'qr')).to.equal(undefined);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'done'));
  });

  it('gets another code where the first is over', async () => {
    await scanning();
    clock.advance(2000);
    await answer(new MfaError('challenge-expired'));
    await reached('failed');
    expect(part(element, 'error')!.textContent).to.equal(en.pushCodeExpired);
    expect(part(element, 'begin')!.textContent.trim()).to.equal(en.pushNewCode);
    part(element, 'begin')!.click();
    await answer({ id: 'e2', uri: URI });
    await reached('scanning');
    expect(events).to.deep.equal(['mfa-push-enrollment-failed {"code":"challenge-expired"}']);
  });

  it('forgets the code when it is removed for good', async () => {
    await scanning();
    const code = part<HTMLElement & { value: string }>(element, 'qr')!;
    element.remove();
    await until(() => element.status === 'idle');
    await element.updateComplete;
    expect(part(element, 'qr')).to.equal(undefined);
    expect(code.isConnected).to.equal(false);
  });

  it('opens nothing that no app takes', () => {
    const links = [
      'acmepush://add',
      'javascript:alert(1)',
      'https://acme.example',
      'data:text/html,x',
      'plain',
    ];
    expect(links.filter(isAppLink)).to.deep.equal(['acmepush://add']);
  });
});
