import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-settings.js';
import { en } from '../../../src/locales/en.js';
import { fakeClock } from '../../support/fake-clock.js';
import { deepElements, part, until } from '../../support/page.js';
import { roleClient } from '../../support/role-client.js';

const PHONE = { id: 'f1', kind: 'push', name: 'Pixel 9', active: true } as const;

function inside(element: Element, tag: string): HTMLElement | undefined {
  return [...deepElements(element)].find(({ localName }) => localName === tag) as HTMLElement | undefined;
}

describe('notifications inside of other elements', () => {
  let element: HTMLElement;
  afterEach(() => element.remove());

  it('are a way in the second step, which they complete', async () => {
    const clock = fakeClock();
    const room = roleClient({ sendPush: 'by hand', pollPush: 'by hand' });
    const challenge = document.createElement('mfa-challenge');
    element = challenge;
    challenge.client = room.client;
    challenge.clock = clock;
    document.body.append(challenge);
    challenge.login = [PHONE];
    await until(() => challenge.status === 'answering' && inside(challenge, 'mfa-push') !== undefined);
    expect(room.calls, 'nothing is sent by itself').to.have.lengthOf(0);
    const push = inside(challenge, 'mfa-push')!;
    await until(() => part(push, 'send') !== undefined);
    part(push, 'send')!.click();
    await until(() => room.of('sendPush').length === 1);
    expect(room.of('sendPush')[0]!.args[0]).to.deep.equal({ deviceName: 'Pixel 9' });
    room.calls[0]!.resolve({ id: 'p1', number: '42' });
    await until(() => part(push, 'number')?.textContent.includes('42') === true);
    clock.advance(2000);
    await until(() => room.of('pollPush').length === 1);
    room.of('pollPush')[0]!.resolve({ session: 'eyJ-session' });
    await until(() => challenge.status === 'completed');
    expect(challenge.verification).to.deep.equal({ session: 'eyJ-session' });
  });

  it('are set up and removed on the account page', async () => {
    const clock = fakeClock();
    let factors: object[] = [];
    const room = roleClient({
      listFactors: () => Promise.resolve(factors as never),
      removeFactor: () => {
        factors = [];
        return Promise.resolve();
      },
      beginPushEnrollment: () => Promise.resolve({ id: 'e1', uri: 'acmepush://add?key=x' }),
      pollPushEnrollment: () => {
        factors = [PHONE];
        return Promise.resolve({});
      },
    });
    const settings = document.createElement('mfa-settings');
    element = settings;
    settings.client = room.client;
    settings.clock = clock;
    document.body.append(settings);
    const buttonOf = (text: string): HTMLElement | undefined =>
      [...deepElements(settings)].find(
        (each) => each.localName === 'button' && each.textContent.trim() === text && each.checkVisibility(),
      ) as HTMLElement | undefined;
    const press = async (text: string): Promise<void> => {
      await until(() => buttonOf(text) !== undefined);
      buttonOf(text)!.click();
    };
    await press(en.settingsAddPush);
    await press(en.pushSetUp);
    await until(() => inside(settings, 'mfa-qr-code') !== undefined);
    clock.advance(2000);
    await until(() => settings.status === 'ready');
    await press(en.settingsRemove);
    await until(() => settings.shadowRoot!.textContent.includes(en.settingsAskPush));
    await press(en.settingsRemove);
    await until(() => room.of('removeFactor').length === 1);
    await until(() => settings.status === 'empty');
  });
});
