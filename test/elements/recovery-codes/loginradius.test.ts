import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-recovery-codes.js';
import '../../../src/define/mfa-settings.js';
import '../../../src/define/backends.js';
import type { LoginRadiusOptions } from '../../../src/backends/loginradius/index.js';
import type { MfaRecoveryCodes } from '../../../src/elements/recovery-codes/recovery-codes.js';
import { en } from '../../../src/locales/en.js';
import { OffsetClock } from '../../support/offset-clock.js';
import { PHONE, signedInRoom } from '../../support/loginradius-room.js';
import {
  clearPage,
  deepElements,
  inputPart,
  part,
  seenIn,
  settled,
  shownText,
  shows,
  until,
} from '../../support/page.js';
import { slowAnswers } from '../../support/slow-answers.js';

type Room = Awaited<ReturnType<typeof signedInRoom>>;

describe('mfa-recovery-codes on LoginRadius, over HTTP', () => {
  let room: Room;
  let element: MfaRecoveryCodes;
  let events: string[];

  beforeEach(() => {
    events = [];
    element = document.createElement('mfa-recovery-codes');
    for (const name of ['shown', 'acknowledged', 'failed'])
      element.addEventListener(`mfa-recovery-codes-${name}`, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  describe('the whole way', () => {
    it('shows ten codes once, has them saved and said to be, and then forgets them', async () => {
      await attach({ issuer: 'Acme Bank', accountLabel: 'jd@example.com', confirm: true });
      expect(await sent()).to.deep.equal([]);
      await press('show');
      await until(() => element.status === 'shown');
      await settled(element);
      const codes = shownCodes();
      expect(codes).to.have.lengthOf(10);
      for (const code of codes) expect(code).to.match(/^[\da-f]{5}-[\da-f]{5}$/);
      expect(events).to.deep.equal(['shown {"count":10,"regenerated":false}']);

      for (const name of ['copy', 'download', 'print']) expect(shows(element, name), name).to.equal(true);
      await press('continue');
      expect(shownText(element)).to.contain(en.recoveryCodesNotSaved);
      inputPart(element, 'saved').checked = true;
      inputPart(element, 'typed').value = 'wrong';
      await press('continue');
      expect(shownText(element)).to.contain(en.recoveryCodesTypeOneWrong);
      inputPart(element, 'typed').value = codes[3]!.replace('-', ' ');
      await press('continue');
      expect(element.status).to.equal('acknowledged');
      expect(element.shadowRoot!.innerHTML).not.to.contain(codes[0]!);

      const { client } = room;
      await client.secondStep(await room.login());
      expect((await client.verifyRecoveryCode(codes[0]!)).session).to.be.an('object');
    });

    it('says that they were shown once, and makes new ones after a question', async () => {
      await attach();
      const { codes: old } = await room.client.recoveryCodes();
      await press('show');
      await until(() => element.status === 'empty');
      await settled(element);
      expect(shownText(element)).to.contain(en.recoveryCodesGone);
      expect(events).to.deep.equal(['failed {"code":"recovery-codes-shown"}']);
      await press('make');
      expect(shownText(element)).to.contain(en.recoveryCodesAskWords);
      await press('keep');
      expect(element.status).to.equal('empty');
      expect(await count('/reset')).to.equal(0);
      await press('make');
      await press('make');
      await until(() => element.status === 'shown');
      await settled(element);
      expect(shownCodes()).to.have.lengthOf(10).and.not.to.include(old[0]);
      expect(await count('/reset')).to.equal(1);
      expect(await count('/backupcode')).to.equal(2);
    });

    it('fails in words, keeps nothing, and tries again only when the person does', async () => {
      const clock = new OffsetClock();
      await attach({ clock });
      for (const fail of ['html', 'empty', 'wrong-types', 'failure-200', 'server', 'problem-429'] as const) {
        await room.sandbox.faults({ fail, onlyPath: 'backupcode' });
        await press(shows(element, 'retry') ? 'retry' : 'show');
        await until(() => element.status === 'failed');
        await settled(element);
        expect(part(element, 'error')!.textContent, fail).to.match(/\.$/);
      }
      expect(await count('/backupcode')).to.equal(6);
      await room.sandbox.faults({});
      // The last answer was that it is too often: that has its time.
      expect(seenIn(element, 'wait')).to.match(/^You can try again in \d+:\d\d$/);
      await press('retry');
      expect(await count('/backupcode')).to.equal(6);
      clock.advance(600_000);
      await settled(element);
      await press('retry');
      await until(() => element.status === 'shown');
      expect(await count('/backupcode')).to.equal(7);
    });

    it('says so where the session is over', async () => {
      await attach({}, { accessToken: 'nobody' });
      await press('show');
      await until(() => element.status === 'failed');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-unauthenticated']);
    });
  });

  describe('a GET that burns codes is sent once', () => {
    for (const [call, path] of [
      ['show', '/backupcode'],
      ['regenerate', '/reset'],
    ] as const) {
      it(`for many clicks and Enter keys: ${path}`, async () => {
        const slow = slowAnswers((at) => at.endsWith(path));
        await attach({}, { fetch: slow.fetch });
        if (call === 'regenerate') await press('make');
        const button = part(element, call === 'show' ? 'show' : 'make')!;
        button.click();
        button.click();
        button.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
        await until(() => slow.held > 0);
        await settled(element);
        for (const name of ['show', 'make']) part(element, name)?.click();
        void element[call]();
        slow.release();
        await until(() => element.status === 'shown');
        expect(await count(path)).to.equal(1);
      });

      it(`for an element that is removed and put back, moved, and cloned: ${path}`, async () => {
        const slow = slowAnswers((at) => at.endsWith(path));
        await attach({}, { fetch: slow.fetch });
        void element[call]();
        await until(() => slow.held > 0);
        element.remove();
        await Promise.resolve();
        const place = document.createElement('main');
        document.body.append(place, element);
        place.append(element);
        const copy = element.cloneNode(true) as MfaRecoveryCodes;
        copy.client = room.client;
        document.body.append(copy);
        await settled(copy);
        void element[call]();
        void copy[call]();
        slow.release();
        await until(() => element.status === 'shown' && copy.status === 'shown');
        expect(await count(path)).to.equal(1);
        await settled(element);
        expect(shownCodes()).to.have.lengthOf(10);
      });

      it(`for two elements with a client each, by their tags alone: ${path}`, async () => {
        const slow = slowAnswers((at) => at.endsWith(path));
        const [first, second] = await tags('mfa-recovery-codes', slow.fetch);
        void first![call]();
        void second![call]();
        await until(() => slow.held > 0);
        slow.release();
        await until(() => first!.status === 'shown' && second!.status === 'shown');
        expect(await count(path)).to.equal(1);
      });

      it(`for two account pages: ${path}`, async () => {
        const slow = slowAnswers((at) => at.endsWith(path));
        const pages = await tags('mfa-settings', slow.fetch);
        await until(() => pages.every(({ status }) => status === 'ready'));
        const codes: MfaRecoveryCodes[] = [];
        for (const each of pages) {
          await settled(each);
          codes.push(each.shadowRoot!.querySelector('mfa-recovery-codes')!);
        }
        for (const each of codes) void each[call]();
        await until(() => slow.held > 0);
        // The list is fetched anew meanwhile, and the page draws itself again.
        for (const each of pages) void each.reload();
        slow.release();
        await until(() => codes.every(({ status }) => status === 'shown'));
        expect(await count(path)).to.equal(1);
      });
    }

    it('not at all because an element is there, has the focus, or is pointed at', async () => {
      await attach();
      element.focus();
      for (const type of ['pointerdown', 'pointerover', 'focusin', 'mouseover'])
        part(element, 'show')!.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      await settled(element);
      await until(() => document.readyState === 'complete');
      expect(await sent()).to.deep.equal([]);
    });
  });

  async function attach(
    properties: Partial<MfaRecoveryCodes> = {},
    options: Partial<LoginRadiusOptions> = {},
  ): Promise<void> {
    room = await signedInRoom({ phone2fa: PHONE }, {}, options);
    Object.assign(element, properties, { client: room.client });
    document.body.append(element);
    await settled(element);
  }

  /** Two elements, each of which makes a client of its own from what an `<mfa-config>` says. */
  async function tags<Tag extends 'mfa-recovery-codes' | 'mfa-settings'>(
    tag: Tag,
    fetch: typeof globalThis.fetch,
  ): Promise<HTMLElementTagNameMap[Tag][]> {
    room = await signedInRoom();
    const config = document.createElement('mfa-config');
    Object.assign(config, {
      backend: 'loginradius',
      endpoint: room.sandbox.base,
      apiKey: 'sandbox-api-key',
      accessToken: room.token,
      fetch,
    });
    const elements = [document.createElement(tag), document.createElement(tag)];
    config.append(...elements);
    document.body.append(config);
    for (const each of elements) await settled(each);
    return elements;
  }

  function shownCodes(): string[] {
    return [...deepElements(element)]
      .filter((each) => each.localName === 'code')
      .map((each) => each.textContent.trim());
  }

  async function press(name: string): Promise<void> {
    part(element, name)!.click();
    await settled(element);
  }

  /** What was sent since the sign-in. */
  async function sent(): Promise<string[]> {
    const paths = (await room.sent()).map(({ path }) => path);
    return paths.filter((path) => path.includes('/account/'));
  }

  async function count(end: string): Promise<number> {
    return (await sent()).filter((path) => path.endsWith(end)).length;
  }
});
