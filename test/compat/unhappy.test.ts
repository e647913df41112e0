import { expect } from 'chai';
import { MfaInterface } from '../../src/compat/index.js';
import { EMAIL, PHONE } from '../support/loginradius-room.js';
import { clearPage, until } from '../support/page.js';
import { accountRoom, codeSent, compatRoom, enterCode, hear, logIn, visible } from './room.js';

afterEach(clearPage);

describe('what a page does wrong', () => {
  it('an action that is none is named, with those that are', async () => {
    const room = await compatRoom();
    for (const action of ['registration', 'toString', '']) {
      room.init(action);
      const [error] = await until(() => room.heard.failures.pop());
      expect(error!.ErrorCode).to.equal('misconfigured');
      expect(error!.Message).to.contain(`"${action}"`);
      const what = action === 'registration' ? 'keep the original' : 'createTwoFactorAuthentication';
      expect(error!.Message).to.contain(what);
    }
    expect(room.container.childElementCount).to.equal(0);
  });

  it('a container that is none', async () => {
    const room = await compatRoom();
    for (const container of ['elsewhere', '', undefined, 7]) {
      room.init('login', { container } as never);
      const errors = await until(() => room.heard.failures.pop());
      expect(errors).to.be.an('array').with.length(1);
      expect(errors[0]).to.include({
        ErrorCode: 'misconfigured',
        Message: 'There is no such container in the page',
      });
    }
  });

  it('a container by id, by class, with the sign for it, or as itself', async () => {
    const room = await compatRoom();
    room.container.className = 'place';
    for (const container of ['mfa', '#mfa', 'place', '.place', room.container]) {
      room.container.replaceChildren();
      room.init('login', { container });
      await until(() => room.container.querySelector('form'));
    }
    expect(room.heard.failures).to.deep.equal([]);
  });

  it('no key', async () => {
    const heard = hear();
    new MfaInterface({}).init('login', { container: 'mfa', ...heard });
    const [error] = await until(() => heard.failures[0]);
    expect(error!.Message).to.equal('The option apiKey is missing');
  });

  it('callbacks that are missing are not missed', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.lr.init('login', { container: 'mfa' });
    logIn(room, EMAIL, 'wrong');
    await until(() => room.container.querySelector('[role=alert]')?.textContent);
    logIn(room);
    await enterCode(room.container, await codeSent(room));
    await visible(room.container, 'mfa-challenge:state(completed)');
    expect(room.lr.sessionData.getToken()).to.be.a('string');
    room.lr.init('nothing');
  });

  it('a callback that fails stops nothing, and is told of', async () => {
    const room = await compatRoom({ tenant: { mfa: 'optional' } });
    const told: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      told.push(event.error);
    };
    addEventListener('error', listen, true);
    const mistake = new Error('of the page');
    room.init('login', {
      onSuccess() {
        throw mistake;
      },
    });
    // The test framework listens, too: it is asked to look away.
    const { onerror } = window;
    window.onerror = null;
    logIn(room);
    await until(() => told.length > 0);
    window.onerror = onerror;
    removeEventListener('error', listen, true);
    expect(told).to.deep.equal([mistake]);
    expect(room.lr.sessionData.getToken()).to.be.a('string');
    expect(room.heard.failures).to.deep.equal([]);
  });

  it('a second form in the same container takes the place of the first', async () => {
    const room = await accountRoom();
    room.init('createTwoFactorAuthentication');
    room.init('backupCodeButton');
    await visible(room.container, 'mfa-recovery-codes');
    // Whatever comes later of the first one is too late.
    room.init('login');
    await until(() => room.container.querySelector('form'));
    expect(room.container.childElementCount).to.equal(1);
  });

  it('two forms on one page have names of their own', async () => {
    const room = await compatRoom();
    const other = document.createElement('div');
    other.className = 'other';
    document.body.append(other);
    room.init('login');
    room.init('login', { container: 'other', classPrefix: 'second-' });
    await until(() => other.querySelector('form'));
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.include('loginradius-login-emailid').and.to.include('second-login-emailid');
  });
});

describe('a backend that is dead or lying', () => {
  for (const [fail, code] of [
    ['html', 'bad-response'],
    ['empty', 'bad-response'],
    ['wrong-types', 'bad-response'],
    ['huge', 'bad-response'],
    ['server', 'server'],
    ['problem-429', 'rate-limited'],
  ] as const) {
    it(`at the login: ${fail}`, async () => {
      const room = await compatRoom({ seed: { phone2fa: PHONE } });
      await room.sandbox.faults({ fail });
      room.init('login');
      logIn(room);
      const errors = await until(() => room.heard.failures[0]);
      expect(errors).to.have.length(1);
      expect(errors[0]!.ErrorCode).to.equal(code);
      expect(errors[0]!.Message).to.be.a('string').and.not.empty;
      await room.sandbox.faults({});
      logIn(room);
      await visible(room.container, 'mfa-challenge');
      expect(room.heard.failures).to.have.length(1);
    });

    it(`at the second step: ${fail}`, async () => {
      const room = await compatRoom({ seed: { phone2fa: PHONE } });
      room.init('login');
      logIn(room);
      await until(() => room.heard.successes.length === 1);
      const right = await room.sandbox.lastCode();
      await room.sandbox.faults({ fail });
      await enterCode(room.container, right);
      await until(() => room.heard.failures.length > 0);
      await visible(room.container, '[part~=error]:not(:empty)');
      // A page in place of what became of a code: the sign-in is over.
      const expected = fail === 'html' ? 'unauthenticated' : code;
      expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal([expected]);
      expect(room.heard.successes).to.have.length(1);
    });
  }

  it('is no success where the client does not take it', async () => {
    const room = await accountRoom({ tenant: { mfa: 'optional' } });
    room.init('createTwoFactorAuthentication');
    await visible(room.container, 'mfa-settings:state(ready)');
    await room.sandbox.faults({ fail: 'failure-200', onlyPath: 'authenticator' });
    (await visible(room.container, '[part~=remove]')).click();
    (await visible(room.container, '[part~=confirm]')).click();
    await until(() => room.heard.failures.length > 0);
    expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal(['bad-response']);
    expect(room.heard.successes).to.deep.equal([]);
  });

  it('cannot be reached', async () => {
    const room = await compatRoom({ options: { fetch: () => Promise.reject(new TypeError('offline')) } });
    room.init('login');
    logIn(room);
    const [error] = await until(() => room.heard.failures[0]);
    expect(error!.ErrorCode).to.equal('network');
    expect(room.container.querySelector('[role=alert]')?.textContent).to.match(/^There is no connection/);
  });
});
