import { expect } from 'chai';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { wireCaller, type Caller, type Wire } from './wire-caller.js';

const SMS = { userName: 'jane', deviceType: 'sms', phoneNumber: '+91-8212345212' };

/** Starts a challenge by text message and gives what to check its code with. */
async function start(caller: Caller): Promise<{ id: string; check: (code: string) => Promise<Wire> }> {
  const { body } = await caller.api('POST', '/deviceAuthentications', SMS);
  const id = body.authId ?? '';
  return {
    id,
    check: (otp) => caller.api('POST', `/deviceAuthentications/${id}`, { otp, deviceType: 'SMS' }),
  };
}
const withSettings = (settings: SandboxOptions['settings'] = {}) => wireCaller({ settings });

describe('CIAM challenges of the sandbox', () => {
  it('sends a text message whose last line binds the code to the site', async () => {
    const { api, sandbox, clock } = await withSettings({ host: 'bank.example', brand: 'A Bank' });
    const { status, body } = await api('POST', '/deviceAuthentications', SMS);
    expect(status).to.equal(201);
    expect(Object.keys(body)).to.deep.equal(['authId', 'status', 'message']);
    expect(body.message).to.equal('OTP has been sent to the device ');
    const [message] = sandbox.outbox;
    expect(message).to.include({ channel: 'sms', to: '+918212345212', sentAt: clock.now() });
    expect(message?.text).to.match(/^(\d{6}) is your A Bank code\. Do not share it\.\n\n@bank\.example #\1$/);
    expect(Object.keys(message ?? {})).to.not.include('code');
  });

  it('sends an e-mail whose subject does not hold the code', async () => {
    const { api, sandbox } = await withSettings();
    await api('POST', '/deviceAuthentications', {
      userName: 'jane',
      deviceType: 'EMAIL',
      email: 'jane@example.com',
    });
    expect(sandbox.outbox[0]).to.include({ to: 'jane@example.com', subject: 'Your Pretend Bank code' });
    expect(sandbox.outbox[0]?.text).to.match(/\b\d{6}\b/);
  });

  it('takes a right code once', async () => {
    const caller = await withSettings();
    const { check } = await start(caller);
    const right = await check(caller.lastCode());
    expect([right.status, right.body]).to.deep.equal([
      200,
      { status: 'SUCCESS', message: 'OTP has been validated successfully' },
    ]);
    const again = await check(caller.lastCode());
    expect([again.status, again.body.code]).to.deep.equal([400, '10007']);
    expect(again.body.message).to.contain('used');
  });

  it('takes a right code once, even from two requests at the same time', async () => {
    const caller = await withSettings();
    const { check } = await start(caller);
    const answers = await Promise.all([1, 2, 3].map(() => check(caller.lastCode())));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 400, 400]);
  });

  it('counts guesses at the same time one by one', async () => {
    const caller = await withSettings({ maxAttempts: 3 });
    const { check } = await start(caller);
    const answers = await Promise.all(Array.from({ length: 8 }, () => check(caller.wrongCode())));
    expect(answers.map(({ body }) => body.code).sort()).to.deep.equal(
      ['10008', '10008', '10026', '10027', '10027', '10027', '10027', '10027'].sort(),
    );
  });

  it('has the shape of the vendor for errors', async () => {
    const caller = await withSettings();
    const { check } = await start(caller);
    const { status, body } = await check(caller.wrongCode());
    expect(status).to.equal(400);
    expect(Object.keys(body)).to.deep.equal(['code', 'message', 'traceId', 'timestamp']);
    expect(body).to.include({ code: '10008', message: 'incorrect otp.', timestamp: '2030-01-01-00.00.00' });
  });

  it('refuses a code when its time is over, to the millisecond', async () => {
    const caller = await withSettings({ codeLifetimeMs: 1000 });
    const first = await start(caller);
    caller.clock.advance(999);
    expect((await first.check(caller.lastCode())).status).to.equal(200);
    const second = await start(caller);
    caller.clock.advance(1000);
    expect((await second.check(caller.lastCode())).body).to.include({
      code: '10007',
      message: 'please request a new otp.',
    });
  });

  it('makes the older challenge of a channel void with a new one, and of no other', async () => {
    const caller = await withSettings();
    const first = await start(caller);
    const code = caller.lastCode();
    const email = { userName: 'jane', deviceType: 'EMAIL', email: 'jane@example.com' };
    const { body } = await caller.api('POST', '/deviceAuthentications', email);
    const emailCode = caller.lastCode();
    const second = await start(caller);
    expect(second.id).to.not.equal(first.id);
    expect((await first.check(code)).body).to.include({
      code: '10007',
      message: 'Invalid authId please try again.',
    });
    const byEmail = await caller.api('POST', `/deviceAuthentications/${body.authId}`, { otp: emailCode });
    expect(byEmail.status).to.equal(200);
    expect((await second.check(caller.lastCode())).status).to.equal(200);
  });

  it('counts wrong codes per user over all challenges, then locks for a while', async () => {
    const caller = await withSettings({ maxAttempts: 3, lockMs: 10_000 });
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i++) codes.push((await (await start(caller)).check(caller.wrongCode())).body.code);
    expect(codes).to.deep.equal(['10008', '10008', '10026']);
    const locked = await caller.api('POST', '/deviceAuthentications', SMS);
    expect(locked.body).to.include({ code: '10027' });
    const other = await caller.api('POST', '/deviceAuthentications', { ...SMS, userName: 'john' });
    expect(other.status).to.equal(201);
    caller.clock.advance(9999);
    expect((await caller.api('POST', '/deviceAuthentications', SMS)).body.code).to.equal('10027');
    caller.clock.advance(1);
    const { check } = await start(caller);
    expect((await check(caller.wrongCode())).body.code).to.equal('10008');
  });

  it('forgets wrong codes after a right one', async () => {
    const caller = await withSettings({ maxAttempts: 2 });
    for (let i = 0; i < 3; i++) {
      const { check } = await start(caller);
      expect((await check(caller.wrongCode())).body.code).to.equal('10008');
      expect((await check(caller.lastCode())).status).to.equal(200);
    }
  });

  it('does not count what is no code at all', async () => {
    const caller = await withSettings({ maxAttempts: 1 });
    const { check } = await start(caller);
    for (const otp of ['12345', '1234567', 'abcdef', ''])
      expect((await check(otp)).body.code).to.equal('10009');
    expect((await check(caller.lastCode())).status).to.equal(200);
  });

  it('throttles where it is told to, with a Retry-After', async () => {
    const caller = await withSettings({ cooldownMs: 30_000 });
    await start(caller);
    caller.clock.advance(500);
    const early = await caller.api('POST', '/deviceAuthentications', SMS);
    expect(early.status).to.equal(429);
    expect(early.headers.get('retry-after')).to.equal('30');
    expect(early.headers.get('content-type')).to.equal('application/problem+json');
    expect(early.body).to.include({ code: 'rate-limited', retryAfter: 30 });
    caller.clock.advance(29_500);
    expect((await caller.api('POST', '/deviceAuthentications', SMS)).status).to.equal(201);
    expect(caller.sandbox.outbox).to.have.length(2);
  });

  const refused: [name: string, body: unknown, status: number, code: string][] = [
    ['no body', undefined, 400, '10005'],
    ['no JSON', '{', 400, '10005'],
    ['no user name', { deviceType: 'SMS', phoneNumber: '+12025550111' }, 400, '10005'],
    ['an unknown user', { ...SMS, userName: 'nobody' }, 404, '10003'],
    ['an unknown type', { ...SMS, deviceType: 'PIGEON' }, 400, '10005'],
    ['no phone number', { ...SMS, phoneNumber: undefined }, 400, '100001'],
    ['a phone number that is none', { ...SMS, phoneNumber: '555-CALL' }, 400, '100001'],
    [
      'an e-mail address that is none',
      { userName: 'jane', deviceType: 'EMAIL', email: 'jane' },
      400,
      '10005',
    ],
    ['an unknown template', { ...SMS, templateName: 'nope' }, 404, '10011'],
    ['TOTP without a device', { userName: 'jane', deviceType: 'TOTP' }, 404, '10006'],
  ];
  for (const [name, body, status, code] of refused) {
    it(`refuses a challenge with ${name}`, async () => {
      const { api, sandbox } = await withSettings({ users: ['jane'], templates: ['short'] });
      const answer = await api('POST', '/deviceAuthentications', body);
      expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
      expect(sandbox.outbox).to.have.length(0);
    });
  }

  it('unwraps a list of one', async () => {
    const { api } = await withSettings();
    expect((await api('POST', '/deviceAuthentications', [SMS])).status).to.equal(201);
  });

  it('takes its codes from the randomness it is given', async () => {
    let next = 0;
    const caller = await wireCaller({
      randomBytes: (n) => Uint8Array.from({ length: n }, () => next++ % 250),
    });
    next = 0;
    await start(caller);
    expect(caller.lastCode()).to.equal('012345');
  });
});

describe('CIAM through the gateway of the sandbox', () => {
  const JDOE = { userName: 'jdoe', phoneNumber: '+12025550406' };
  const EVIL = { userName: 'boss', phoneNumber: '+12025550666', deviceType: 'SMS' };

  it('takes the person from the session, whatever the page says', async () => {
    const { call, sandbox } = await wireCaller({ identify: () => JDOE });
    const { status, body } = await call('POST', '/mfa/deviceAuthentications', EVIL);
    expect(status).to.equal(201);
    expect(Object.keys(body)).to.deep.equal(['authId', 'status', 'message']);
    expect(sandbox.outbox.map(({ to }) => to)).to.deep.equal(['+12025550406']);
  });

  it('answers 401 where nobody is signed in', async () => {
    const { call } = await wireCaller({ identify: () => undefined });
    for (const [method, path] of [
      ['POST', '/mfa/deviceAuthentications'],
      ['POST', '/mfa/deviceAuthentications/x'],
      ['GET', '/mfa/users/me/mfadevices'],
    ] as const) {
      const answer = await call(
        method,
        path,
        method === 'POST' ? { otp: '123456', deviceType: 'SMS' } : undefined,
      );
      expect([answer.status, answer.body.code]).to.deep.equal([401, 'unauthenticated']);
    }
  });

  it('is not there without sessions', async () => {
    const { call } = await wireCaller();
    expect((await call('POST', '/mfa/deviceAuthentications', EVIL)).status).to.equal(404);
  });

  it('lets nobody check the challenge of another person', async () => {
    const people = { a: { userName: 'ann', phoneNumber: '+12025550401' }, b: { userName: 'bob' } };
    const { call, lastCode } = await wireCaller({
      identify: (request) => people[request.headers.get('x-session') as 'a' | 'b'],
    });
    const { body } = await call(
      'POST',
      '/mfa/deviceAuthentications',
      { deviceType: 'SMS' },
      { 'x-session': 'a' },
    );
    const check = (session: string) =>
      call(
        'POST',
        `/mfa/deviceAuthentications/${body.authId}`,
        { otp: lastCode() },
        { 'x-session': session },
      );
    expect((await check('b')).body.code).to.equal('10007');
    expect((await check('a')).status).to.equal(200);
  });

  it('has nobody but me', async () => {
    const { call } = await wireCaller({ identify: () => JDOE });
    expect((await call('GET', '/mfa/users/me/mfadevices')).status).to.equal(200);
    expect((await call('GET', '/mfa/users/boss/mfadevices')).status).to.equal(404);
    expect((await call('DELETE', '/mfa/users/boss/mfadevices/TOTP/x')).status).to.equal(404);
  });

  it('lets nobody add or remove an authenticator whom the session does not say may', async () => {
    const enroll = { deviceType: 'TOTP', deviceName: 'Mine' };
    const { call } = await wireCaller({ identify: () => JDOE });
    for (const [method, path, body] of [
      ['POST', '/mfa/users/me/mfadevices', enroll],
      ['POST', '/mfa/users/me/mfadevices/x', { otp: '123456' }],
      ['DELETE', '/mfa/users/me/mfadevices/TOTP/Mine', undefined],
    ] as const) {
      const answer = await call(method, path, body);
      expect(answer.status).to.equal(403);
      expect(answer.body).to.include({ code: 'proof-required', proof: 'step-up' });
    }
    const settled = await wireCaller({ identify: () => ({ ...JDOE, mayManageDevices: true }) });
    expect((await settled.call('POST', '/mfa/users/me/mfadevices', enroll)).status).to.equal(201);
  });

  it('tells times, attempts and the masked destination where it is told to', async () => {
    const settings = { tellsTimes: true, cooldownMs: 1000, maxAttempts: 2, lockMs: 60_000 };
    const { call, clock, wrongCode } = await wireCaller({ identify: () => JDOE, settings });
    const { body } = await call('POST', '/mfa/deviceAuthentications', { deviceType: 'SMS' });
    expect(body).to.include({
      expiresAt: clock.now() + 300_000,
      resendAt: clock.now() + 1000,
      attemptsRemaining: 2,
      destination: '*******0406',
    });
    const check = () => call('POST', `/mfa/deviceAuthentications/${body.authId}`, { otp: wrongCode() });
    expect((await check()).body).to.include({ code: '10008', attemptsRemaining: 1 });
    const over = await check();
    expect(over.body).to.include({ code: '10026', attemptsRemaining: 0, retryAfter: 60 });
    expect(over.headers.get('retry-after')).to.equal('60');
    expect((await check()).body).to.include({ code: '10027', retryAfter: 60 });
  });
});
