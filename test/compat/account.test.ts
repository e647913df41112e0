import { expect } from 'chai';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { OffsetClock } from '../support/offset-clock.js';
import { clearPage, until } from '../support/page.js';
import { totpCode } from '../support/totp-code.js';
import {
  accountRoom,
  addButton,
  compatRoom,
  control,
  enterCode,
  enterPhone,
  press,
  secretOnScreen,
  untilLater,
  visible,
} from './room.js';

const NEW_PHONE = '+12025550199';

afterEach(clearPage);

describe('the action createTwoFactorAuthentication', () => {
  it('sets an authenticator up, and tells so with the Uid', async () => {
    const room = await accountRoom();
    const { container, heard, sandbox } = room;
    room.init('createTwoFactorAuthentication');
    (await addButton(room, 'Add an authenticator app')).click();
    const secret = await secretOnScreen(container);
    await enterCode(container, await totpCode(secret, await sandbox.now()));
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.property('Uid').that.is.a('string').and.not.empty;
    expect(heard.successes[0]).not.to.have.property('Password');
    expect(heard.failures).to.deep.equal([]);
  });

  it('changes the phone: a message is on its way, then the Uid', async () => {
    const room = await accountRoom();
    const { container, heard, sandbox } = room;
    room.init('createTwoFactorAuthentication');
    await press(container, '[part~=change]');
    await enterPhone(container, NEW_PHONE);
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.keys('AccountSid', 'Sid');
    await enterCode(container, await sandbox.wrongCode());
    await until(() => heard.failures.length === 1);
    expect(heard.failures[0]![0]!.ErrorCode).to.equal(1067);
    await enterCode(container, await sandbox.lastCode());
    await until(() => heard.successes.length === 2);
    expect(heard.successes[1]).to.have.property('Uid');
    expect(heard.failures).to.have.length(1);
  });

  it('sets a phone for notifications up: told once it has scanned, and not before', async () => {
    const clock = new OffsetClock();
    const room = await accountRoom({ tenant: { factors: ['sms', 'push'] }, clock });
    const { container, heard, sandbox } = room;
    room.init('createTwoFactorAuthentication');
    (await addButton(room, 'Add notifications on your phone')).click();
    await press(await visible(container, 'mfa-push-enroll'), '[part~=begin]');
    const asked = async (): Promise<number> =>
      (await sandbox.requests()).filter(({ path }) => path.endsWith('/push/ping')).length;
    while ((await asked()) === 0) clock.advance(1_000);
    expect(heard.successes).to.deep.equal([]);
    await control(room, 'pushes/phones', { userName: 'jdoe' });
    await untilLater(clock, () => heard.successes.length === 1);
    expect(heard.successes[0]).to.deep.equal({ IsPosted: true });
    expect(heard.failures).to.deep.equal([]);
  });

  it('removes a factor: IsDeleted', async () => {
    const room = await accountRoom({ tenant: { mfa: 'optional' } });
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=remove]');
    await press(room.container, '[part~=confirm]');
    await until(() => room.heard.successes.length === 1);
    expect(room.heard.successes[0]).to.deep.equal({ IsDeleted: true });
  });

  it('tells once that nobody is signed in, before anything is sent', async () => {
    const room = await compatRoom();
    room.init('createTwoFactorAuthentication');
    await visible(room.container, 'mfa-settings:state(failed)');
    expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal(['unauthenticated']);
  });

  it('tells in the vendor’s words that a token is none', async () => {
    const room = await compatRoom({ options: { accessToken: () => 'gone' } });
    room.init('createTwoFactorAuthentication');
    await visible(room.container, 'mfa-settings:state(failed)');
    expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal([905]);
  });

  it('shows nothing where the option turns the second factor off', async () => {
    const room = await accountRoom({ options: { twoFactorAuthentication: false } });
    room.init('createTwoFactorAuthentication');
    const settings = await until(() => room.container.querySelector('mfa-settings'));
    await settings.updateComplete;
    expect(settings.shadowRoot!.textContent.trim()).to.equal('');
    const asked = await room.sandbox.requests();
    expect(asked.filter(({ path }) => path.includes('/account/'))).to.deep.equal([]);
  });
});

describe('the action profileEditor', () => {
  it('is the account page', async () => {
    const room = await accountRoom({ options: { showTwoFactorOnProfile: true } });
    room.init('profileEditor');
    await visible(room.container, 'mfa-settings:state(ready)');
  });

  it('shows nothing where showTwoFactorOnProfile is not on', async () => {
    const room = await accountRoom();
    room.container.textContent = 'before';
    room.init('profileEditor');
    await until(() => room.container.textContent === '');
    expect(room.container.childElementCount).to.equal(0);
  });
});

describe('the actions for backup codes', () => {
  it('backupCodeButton shows them when asked to, once, and gives them to the page', async () => {
    const room = await accountRoom();
    const { container, heard } = room;
    room.init('backupCodeButton');
    await press(container, '[part~=show]');
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]!.BackUpCodes).to.have.length(10);

    room.init('backupCodeButton');
    await press(container, '[part~=show]');
    await until(() => heard.failures.length === 1);
    expect(heard.failures[0]![0]!.ErrorCode).to.equal(1127);
    await press(container, '[part~=make]');
    const asked = (await room.sandbox.requests()).filter(({ path }) => path.includes('backupcode'));
    expect(asked.map(({ path }) => path.split('/').at(-1))).to.deep.equal(['backupcode', 'backupcode']);
  });

  it('resetBackupCodeButton asks before it makes new ones, and shows no old ones', async () => {
    const room = await accountRoom();
    const { container, heard } = room;
    room.init('resetBackupCodeButton');
    await press(container, '[part~=make]');
    await visible(container, '[part~=question]');
    expect(heard.successes).to.deep.equal([]);
    await press(container, '[part~=make]');
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]!.BackUpCodes).to.have.length(10);
    const asked = (await room.sandbox.requests()).filter(({ path }) => path.includes('backupcode'));
    expect(asked.map(({ path }) => path.split('/').at(-1))).to.deep.equal(['reset']);
  });
});

describe('the action updateSecurityQuestion', () => {
  it('sets as many as the option says', async () => {
    const room = await accountRoom({ options: { securityQuestionsCount: '3' } });
    const { container, heard } = room;
    room.init('updateSecurityQuestion');
    const element = await visible(container, 'mfa-security-questions:state(ready)');
    const root = element.shadowRoot!;
    await until(() => root.querySelectorAll('select').length === 3);
    for (const row of [0, 1, 2]) {
      const select = root.querySelector<HTMLSelectElement>(`#question-${row}`)!;
      select.value = `q${row + 1}`;
      select.dispatchEvent(new Event('change'));
      root.querySelector<HTMLInputElement>(`#answer-${row}`)!.value = `answer ${row}`;
    }
    await press(container, '[part~=submit]');
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.property('IsPosted', true);
    const put = (await room.sandbox.requests()).at(-1)!;
    expect([put.method, put.path, JSON.parse(put.body)]).to.deep.equal([
      'PUT',
      '/identity/v2/auth/account',
      { SecurityQuestionAnswer: { q1: 'answer 0', q2: 'answer 1', q3: 'answer 2' } },
    ]);
  });
});

describe('the action updatePhone', () => {
  it('changes the phone that one signs in with, when the code was right, and no second factor', async () => {
    const room = await accountRoom({ options: { smsTemplateUpdatePhone: 'update' } });
    const { container, heard, sandbox } = room;
    room.init('updatePhone', { classPrefix: 'my-' });
    await enterPhone(container, NEW_PHONE);
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.property('Data').that.has.keys('AccountSid', 'Sid');
    expect((await sandbox.outbox()).at(-1)?.to).to.equal(NEW_PHONE);
    const put = (await sandbox.requests()).at(-1)!;
    expect([put.method, put.path, put.query.smsTemplate, put.body]).to.deep.equal([
      'PUT',
      '/identity/v2/auth/phone',
      'update',
      JSON.stringify({ phone: NEW_PHONE }),
    ]);
    await enterCode(container, await sandbox.lastCode());
    await until(() => heard.successes.length === 2);
    expect(heard.successes[1]).to.deep.equal({ IsPosted: true });
    expect(container.querySelector('#my-updatephone-otp')).not.to.equal(null);
    expect(container.querySelector('.my-mfa')).not.to.equal(null);
  });

  it('tells of a number that is there already, in the vendor’s words', async () => {
    const room = await accountRoom({ seed: { phone: PHONE } });
    room.init('updatePhone');
    await enterPhone(room.container, PHONE);
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.failures[0]![0]!.ErrorCode).to.equal(1106);
  });
});

describe('a session that a login has begun', () => {
  it('is there for the account page of the same interface', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { api } = room.lr;
    api.twoFALogin({ emailid: EMAIL, password: PASSWORD }, room.heard.onSuccess);
    await until(() => room.heard.successes.length === 1);
    api.twoFAVerifyOTP({ otp: await room.sandbox.lastCode() }, () =>
      room.init('createTwoFactorAuthentication'),
    );
    await visible(room.container, 'mfa-settings:state(ready)');
    expect(room.heard.failures).to.deep.equal([]);
  });
});
