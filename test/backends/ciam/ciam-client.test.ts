import { expect } from 'chai';
import createCiamClient, { CiamClient, type CiamOptions } from '../../../src/backends/ciam/index.js';
import { FAULT_KINDS, type FaultKind } from '../../../src/sandbox/index.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { ManualClock } from '../../support/manual-clock.js';
import { until } from '../../support/page.js';
import { createTestSandbox, type TestSandbox, type TestSandboxSettings } from '../../support/sandbox.js';
import { totpCode } from '../../support/totp-code.js';

let sandbox: TestSandbox;

async function gateway(settings?: TestSandboxSettings): Promise<CiamClient> {
  sandbox = await createTestSandbox(settings);
  return new CiamClient({ endpoint: sandbox.endpoint });
}

async function trusted(
  options: Partial<CiamOptions> = {},
  settings?: TestSandboxSettings,
): Promise<CiamClient> {
  sandbox = await createTestSandbox(settings);
  const headers = { authorization: `Bearer ${await sandbox.token()}` };
  return new CiamClient({ endpoint: sandbox.base, userName: 'jane', headers, ...options });
}

/** What was sent to the paths of the contract, without the requests for tokens. */
async function sent(): Promise<{ method: string; path: string; body: unknown }[]> {
  const requests = (await sandbox.requests()).filter(({ path }) => !path.endsWith('/get/token'));
  return requests.map(({ method, path, body }) => ({
    method,
    path,
    body: body ? (JSON.parse(body) as unknown) : null,
  }));
}

describe('CiamClient behind a gateway', () => {
  it('says what it can do', async () => {
    const client = await gateway();
    expect(client.channels).to.deep.equal(['sms', 'email', 'totp']);
    expect(client).to.include({ takesDestination: false, namesDevices: true });
  });

  it('sends nothing of the person, whatever the page says', async () => {
    await gateway();
    const client = new CiamClient({
      endpoint: sandbox.endpoint,
      phoneNumber: '+12025550199',
      email: 'eve@example.com',
    });
    await client.requestOtp({ channel: 'sms', destination: '+12025550199' });
    await client.requestOtp({ channel: 'email', destination: 'eve@example.com', deviceName: 'work' });
    expect((await sent()).map(({ body }) => body)).to.deep.equal([
      { deviceType: 'SMS' },
      { deviceType: 'EMAIL', deviceName: 'work' },
    ]);
    expect((await sandbox.outbox()).map(({ to }) => to)).to.deep.equal(['+12025550406', 'jdoe@example.com']);
  });

  it('names the template of the channel', async () => {
    await gateway();
    const client = new CiamClient({
      endpoint: sandbox.endpoint,
      smsTemplate: 'short',
      emailTemplate: 'long',
    });
    await sandbox.authenticator('Phone');
    for (const channel of ['sms', 'email', 'totp'] as const) await client.requestOtp({ channel });
    expect((await sent()).map(({ body }) => body)).to.deep.equal([
      { deviceType: 'SMS', templateName: 'short' },
      { deviceType: 'EMAIL', templateName: 'long' },
      { deviceType: 'TOTP' },
    ]);
  });

  for (const channel of ['sms', 'email'] as const) {
    it(`asks for a code by ${channel} and checks it`, async () => {
      const client = await gateway();
      const challenge = await client.requestOtp({ channel });
      expect(challenge).to.deep.include({ channel, codeLength: 6, resumable: true, request: { channel } });
      expect(challenge).to.not.have.any.keys('expiresAt', 'resendAt', 'attemptsLeft', 'destination');
      const code = await sandbox.lastCode();
      expect(await client.verifyOtp(challenge, code)).to.deep.equal({});
      expect((await sent())[1]).to.deep.equal({
        method: 'POST',
        path: `/mfa/deviceAuthentications/${challenge.id}`,
        body: { otp: code, deviceType: channel.toUpperCase() },
      });
    });
  }

  it('gives what a gateway tells of times and attempts, by the local clock', async () => {
    const client = await gateway({ tellsTimes: true, cooldownMs: 30_000, clockOffsetMs: 3_600_000 });
    const challenge = await client.requestOtp({ channel: 'sms' });
    expect(challenge).to.include({ attemptsLeft: 5, destination: '*******0406' });
    expect(challenge.expiresAt).to.be.closeTo(Date.now() + 300_000, 5000);
    expect(challenge.resendAt).to.be.closeTo(Date.now() + 30_000, 5000);
    expect(client.clockSkewMs).to.be.closeTo(3_600_000, 5000);
    const error = await failureOf(client.resendOtp(challenge));
    expect(error.code).to.equal('rate-limited');
    expect(error.retryAt).to.be.closeTo(Date.now() + 30_000, 5000);
    const wrong = await failureOf(client.verifyOtp(challenge, await sandbox.wrongCode()));
    expect(wrong).to.include({ code: 'invalid-code', attemptsLeft: 4 });
  });

  it('says when nobody is signed in', async () => {
    const client = await gateway({ gateway: null });
    expect((await failureOf(client.requestOtp({ channel: 'sms' }))).code).to.equal('unauthenticated');
    expect((await failureOf(client.listFactors())).code).to.equal('unauthenticated');
  });

  it('has no voice', async () => {
    const client = await gateway();
    expect((await failureOf(client.requestOtp({ channel: 'voice' }))).code).to.equal('misconfigured');
    expect(await sent()).to.deep.equal([]);
  });

  it('takes a person without a phone number for what it is', async () => {
    const client = await gateway({ gateway: { userName: 'jdoe' } });
    expect((await failureOf(client.requestOtp({ channel: 'sms' }))).code).to.equal('invalid-destination');
  });
});

describe('CiamClient as a trusted caller', () => {
  it('says who and where to', async () => {
    const client = await trusted({ phoneNumber: '+12025550111', email: 'jane@example.com' });
    expect(client.takesDestination).to.equal(true);
    const sms = await client.requestOtp({ channel: 'sms' });
    const email = await client.requestOtp({ channel: 'email', destination: 'other@example.com' });
    expect([sms.destination, email.destination]).to.deep.equal(['*******0111', 'o***@example.com']);
    expect((await sent()).map(({ body }) => body)).to.deep.equal([
      { userName: 'jane', deviceType: 'SMS', phoneNumber: '+12025550111' },
      { userName: 'jane', deviceType: 'EMAIL', email: 'other@example.com' },
    ]);
    await client.verifyOtp(email, await sandbox.lastCode());
  });

  for (const channel of ['sms', 'email'] as const) {
    it(`sends nothing by ${channel} without a destination`, async () => {
      const client = await trusted();
      expect((await failureOf(client.requestOtp({ channel }))).code).to.equal('invalid-destination');
      expect(await sent()).to.deep.equal([]);
    });
  }

  it('passes a phone number on as it was given, and says when it is none', async () => {
    const client = await trusted();
    await client.requestOtp({ channel: 'sms', destination: '+91-8212345212' });
    expect((await sent())[0]?.body).to.have.property('phoneNumber', '+91-8212345212');
    const error = await failureOf(client.requestOtp({ channel: 'sms', destination: '555' }));
    expect(error.code).to.equal('invalid-destination');
  });

  it('encodes the user name in paths', async () => {
    const client = await trusted({ userName: 'jane/doe@example.com' });
    expect(await client.listFactors()).to.deep.equal([]);
    expect((await sent())[0]?.path).to.equal('/ciam-mfa/v2/users/jane%2Fdoe%40example.com/mfadevices');
  });

  it('says when the token is missing or expired', async () => {
    const without = await trusted({ headers: {} });
    expect((await failureOf(without.listFactors())).code).to.equal('misconfigured');
    const client = await trusted({}, { tokenLifetimeMs: 1000 });
    await sandbox.advance(1000);
    expect((await failureOf(client.listFactors())).code).to.equal('unauthenticated');
  });

  it('says when the user does not exist', async () => {
    const client = await trusted({ phoneNumber: '+12025550111' }, { users: ['jdoe'] });
    expect((await failureOf(client.requestOtp({ channel: 'sms' }))).code).to.equal('misconfigured');
  });
});

describe('CiamClient and base URLs', () => {
  const seen = async (endpoint: string, userName?: string): Promise<string> => {
    let url = '';
    const client = createCiamClient({
      endpoint,
      ...(userName && { userName }),
      fetch: (input) => {
        url = input as string;
        return Promise.resolve(new Response('[]'));
      },
    });
    await client.listFactors();
    return url;
  };
  const cases: [endpoint: string, userName: string | undefined, url: string][] = [
    ['/mfa', undefined, '/mfa/users/me/mfadevices'],
    ['/mfa/', undefined, '/mfa/users/me/mfadevices'],
    ['https://app.example/api', undefined, 'https://app.example/api/users/me/mfadevices'],
    ['/proxy/ciam-mfa/v2', undefined, '/proxy/ciam-mfa/v2/users/me/mfadevices'],
    ['https://ciam.example', 'u', 'https://ciam.example/ciam-mfa/v2/users/u/mfadevices'],
    ['https://ciam.example/', 'u', 'https://ciam.example/ciam-mfa/v2/users/u/mfadevices'],
    ['https://ciam.example/ciam-mfa', 'u', 'https://ciam.example/ciam-mfa/v2/users/u/mfadevices'],
    ['https://ciam.example/ciam-mfa/v2', 'u', 'https://ciam.example/ciam-mfa/v2/users/u/mfadevices'],
    ['https://ciam.example/ciam-mfa/v2/', 'u', 'https://ciam.example/ciam-mfa/v2/users/u/mfadevices'],
    ['https://ciam.example/ciam-mfa/v1', 'u', 'https://ciam.example/ciam-mfa/v1/users/u/mfadevices'],
  ];
  for (const [endpoint, userName, url] of cases) {
    it(`calls ${url} for ${endpoint} ${userName ? 'and a user name' : ''}`, async () =>
      expect(await seen(endpoint, userName)).to.equal(url));
  }

  it('sends nothing but the code to v1', async () => {
    await trusted();
    const headers = { authorization: `Bearer ${await sandbox.token()}` };
    const client = new CiamClient({ endpoint: `${sandbox.base}/ciam-mfa/v1`, userName: 'jane', headers });
    const challenge = await client.requestOtp({ channel: 'sms', destination: '+12025550111' });
    const code = await sandbox.lastCode();
    await client.verifyOtp(challenge, code);
    expect((await sent())[1]).to.deep.include({
      path: `/ciam-mfa/v1/deviceAuthentications/${challenge.id}`,
      body: { otp: code },
    });
  });
});

describe('CiamClient and codes that are not right', () => {
  it('tells wrong, used, expired and unknown apart', async () => {
    const client = await gateway();
    const first = await client.requestOtp({ channel: 'sms' });
    const code = await sandbox.lastCode();
    expect((await failureOf(client.verifyOtp(first, await sandbox.wrongCode()))).code).to.equal(
      'invalid-code',
    );
    expect((await failureOf(client.verifyOtp(first, '12345'))).code).to.equal('invalid-code');
    await client.verifyOtp(first, code);
    expect((await failureOf(client.verifyOtp(first, code))).code).to.equal('code-used');
    const second = await client.resendOtp(first);
    await sandbox.advance(300_000);
    expect((await failureOf(client.verifyOtp(second, await sandbox.lastCode()))).code).to.equal(
      'code-expired',
    );
    expect((await failureOf(client.verifyOtp({ ...first, id: 'x/../y' }, code))).code).to.equal(
      'challenge-expired',
    );
  });

  it('passes seven digits on, as the examples of the specification have them', async () => {
    const client = await gateway();
    const challenge = await client.requestOtp({ channel: 'sms' });
    expect((await failureOf(client.verifyOtp(challenge, '1234567'))).code).to.equal('invalid-code');
    expect((await sent())[1]?.body).to.have.property('otp', '1234567');
  });

  it('does not let a resend reset the attempts, and locks', async () => {
    const client = await gateway({ maxAttempts: 3, lockMs: 60_000, tellsTimes: true });
    let challenge = await client.requestOtp({ channel: 'sms' });
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) {
      codes.push((await failureOf(client.verifyOtp(challenge, await sandbox.wrongCode()))).code);
      if (i < 2) challenge = await client.resendOtp(challenge);
    }
    expect(codes).to.deep.equal(['invalid-code', 'invalid-code', 'too-many-attempts']);
    const locked = await failureOf(client.verifyOtp(challenge, await sandbox.lastCode()));
    expect(locked.code).to.equal('locked');
    expect(locked.retryAt).to.be.closeTo(Date.now() + 60_000, 5000);
    expect((await failureOf(client.requestOtp({ channel: 'sms' }))).code).to.equal('locked');
    await sandbox.advance(60_000);
    await client.verifyOtp(challenge, await sandbox.lastCode());
  });

  it('gets a new id from a resend, and the old one is refused', async () => {
    const client = await gateway();
    const first = await client.requestOtp({ channel: 'sms', deviceName: 'work' });
    const oldCode = await sandbox.lastCode();
    const second = await client.resendOtp(first);
    expect(second.id).to.not.equal(first.id);
    expect((await sent())[1]?.body).to.deep.equal({ deviceType: 'SMS', deviceName: 'work' });
    expect((await failureOf(client.verifyOtp(first, oldCode))).code).to.equal('challenge-expired');
    await client.verifyOtp(second, await sandbox.lastCode());
  });

  it('resends after a reload, from what outlived it', async () => {
    const client = await gateway();
    const { request: _, ...kept } = await client.requestOtp({ channel: 'sms', deviceName: 'work' });
    expect((await client.resendOtp(kept)).request).to.deep.equal({ channel: 'sms', deviceName: 'work' });
  });

  it('cannot resend after a reload where only a mask is left of the destination', async () => {
    const client = await trusted();
    const { request: _, ...kept } = await client.requestOtp({
      channel: 'email',
      destination: 'jane@example.com',
    });
    expect((await failureOf(client.resendOtp(kept))).code).to.equal('challenge-expired');
    const knowing = new CiamClient({
      endpoint: sandbox.base,
      userName: 'jane',
      email: 'jane@example.com',
      headers: { authorization: `Bearer ${await sandbox.token()}` },
    });
    expect((await knowing.resendOtp(kept)).destination).to.equal('j***@example.com');
  });
});

describe('CiamClient and authenticators', () => {
  it('pairs one, and signs in with it', async () => {
    const client = await gateway();
    const enrollment = await client.beginTotpEnrollment({ deviceName: ' My phone/2 ' });
    expect(enrollment.deviceName).to.equal('My phone/2');
    expect(enrollment.secret).to.match(/^[A-Z2-7]{32}$/);
    expect(enrollment.uri).to.equal(`otpauth://totp/APM0000003$jdoe?secret=${enrollment.secret}`);
    expect((await client.listFactors())[0]).to.include({ name: 'My phone/2', kind: 'totp', active: false });
    expect((await failureOf(client.requestOtp({ channel: 'totp' }))).code).to.equal('not-enrolled');

    const first = await totpCode(enrollment.secret, await sandbox.now());
    const wrong = first.slice(0, -1) + String((Number(first.at(-1)) + 1) % 10);
    expect((await failureOf(client.activateTotp(enrollment, wrong))).code).to.equal('invalid-code');
    expect(await client.activateTotp(enrollment, first)).to.deep.equal({});
    expect((await failureOf(client.activateTotp(enrollment, first))).code).to.equal('already-enrolled');
    const [factor] = await client.listFactors();
    expect(factor?.active).to.equal(true);
    expect(factor?.createdAt).to.be.closeTo(Date.now(), 5000);

    const challenge = await client.requestOtp({ channel: 'totp', deviceName: 'My phone/2' });
    expect(challenge).to.include({ channel: 'totp', deviceName: 'My phone/2' });
    expect(challenge).to.not.have.property('destination');
    expect((await failureOf(client.verifyOtp(challenge, first))).code).to.equal('code-used');
    await sandbox.advance(30_000);
    const next = await totpCode(enrollment.secret, await sandbox.now());
    await client.verifyOtp(challenge, next);
    const again = await client.requestOtp({ channel: 'totp' });
    expect((await failureOf(client.verifyOtp(again, next))).code).to.equal('code-used');

    if (!factor) return expect.fail('no factor');
    await client.removeFactor(factor);
    expect(await client.listFactors()).to.deep.equal([]);
    expect((await failureOf(client.removeFactor(factor))).code).to.equal('not-enrolled');
    expect((await sent()).at(-1)).to.deep.include({
      path: '/mfa/users/me/mfadevices/TOTP/My%20phone%2F2',
      method: 'DELETE',
    });
  });

  it('names a device that has no name', async () => {
    const client = await gateway();
    const { deviceName } = await client.beginTotpEnrollment({});
    expect(deviceName).to.equal('Authenticator app');
    expect((await sent())[0]?.body).to.deep.equal({ deviceType: 'TOTP', deviceName: 'Authenticator app' });
  });

  it('says when a name is taken and when there are too many', async () => {
    const client = await gateway({ maxDevices: 2 });
    await sandbox.authenticator('One');
    expect((await failureOf(client.beginTotpEnrollment({ deviceName: 'One' }))).code).to.equal('name-taken');
    await client.beginTotpEnrollment({ deviceName: 'Two' });
    expect((await failureOf(client.beginTotpEnrollment({ deviceName: 'Three' }))).code).to.equal(
      'limit-reached',
    );
  });

  it('cancels, once or twice', async () => {
    const client = await gateway();
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'Phone' });
    await client.cancelTotpEnrollment(enrollment);
    await client.cancelTotpEnrollment(enrollment);
    expect(await client.listFactors()).to.deep.equal([]);
    await sandbox.faults({ fail: 'server' });
    expect((await failureOf(client.cancelTotpEnrollment(enrollment))).code).to.equal('server');
  });

  for (const [name, answer] of [
    ['a 404 that says nothing', () => new Response('<h1>Not found</h1>', { status: 404 })],
    ['a device that is not found', () => Response.json({ code: '10050' }, { status: 400 })],
  ] as const) {
    it(`takes ${name} for cancelled`, async () => {
      const client = new CiamClient({ endpoint: '/mfa', fetch: () => Promise.resolve(answer()) });
      await client.cancelTotpEnrollment({ id: 'a', secret: 'A' });
    });
  }

  it('gives the time until when the first code has to come', async () => {
    const client = await gateway({ tellsTimes: true });
    const enrollment = await client.beginTotpEnrollment({});
    expect(enrollment.expiresAt).to.be.closeTo(Date.now() + 1_800_000, 5000);
    await sandbox.advance(1_800_000);
    const late = await failureOf(client.activateTotp(enrollment, '123456'));
    expect(late.code).to.equal('challenge-expired');
  });

  for (const deviceName of ['.', '..']) {
    it(`does not call another address for a device named '${deviceName}'`, async () => {
      const client = await gateway();
      const factor = { id: 'x', kind: 'totp', name: deviceName, active: true } as const;
      expect((await failureOf(client.removeFactor(factor))).code).to.equal('misconfigured');
      expect(await sent()).to.deep.equal([]);
    });
  }

  it('takes "no device" for an empty list', async () => {
    const client = new CiamClient({
      endpoint: '/mfa',
      fetch: () =>
        Promise.resolve(
          Response.json({ code: '10006', message: 'No registered TOTP device found' }, { status: 404 }),
        ),
    });
    expect(await client.listFactors()).to.deep.equal([]);
  });
});

describe('CiamClient and a bad backend', () => {
  const outcomes: Record<Exclude<FaultKind, 'never'>, MfaErrorCode> = {
    html: 'bad-response',
    empty: 'bad-response',
    'wrong-types': 'bad-response',
    'failure-200': 'server',
    huge: 'bad-response',
    server: 'server',
    'problem-429': 'rate-limited',
  };
  const calls: Record<string, (client: CiamClient) => Promise<unknown>> = {
    requestOtp: (client) => client.requestOtp({ channel: 'sms' }),
    verifyOtp: (client) => client.verifyOtp({ id: 'a', channel: 'sms' }, '123456'),
    beginTotpEnrollment: (client) => client.beginTotpEnrollment({}),
    activateTotp: (client) => client.activateTotp({ id: 'a', secret: 'A' }, '123456'),
    listFactors: (client) => client.listFactors(),
  };

  const checks = ['verifyOtp', 'activateTotp'];

  for (const fail of FAULT_KINDS) {
    if (fail === 'never') continue;
    it(`fails cleanly on ${fail}`, async () => {
      const client = await gateway();
      await sandbox.faults({ fail });
      for (const [name, call] of Object.entries(calls)) {
        // A page in place of what became of a code: the session is over.
        const expected = fail === 'html' && checks.includes(name) ? 'unauthenticated' : outcomes[fail];
        expect((await failureOf(call(client))).code, name).to.equal(expected);
      }
    });
  }

  it('gives up on a backend that never answers, and can be aborted', async () => {
    await gateway();
    await sandbox.faults({ fail: 'never' });
    const clock = new ManualClock();
    const client = new CiamClient({ endpoint: sandbox.endpoint, clock, timeoutMs: 2000 });
    const call = failureOf(client.requestOtp({ channel: 'sms' }));
    await until(() => clock.pending > 0);
    clock.advance(2000);
    expect((await call).code).to.equal('timeout');

    const controller = new AbortController();
    const aborted = client
      .requestOtp({ channel: 'sms' }, { signal: controller.signal })
      .catch((e: unknown) => e);
    controller.abort('left');
    expect(await aborted).to.equal('left');
  });

  it('says from when on a throttled call makes sense', async () => {
    const client = await gateway();
    await sandbox.faults({ fail: 'problem-429' });
    expect((await failureOf(client.requestOtp({ channel: 'sms' }))).retryAt).to.be.closeTo(
      Date.now() + 30_000,
      5000,
    );
  });

  it('takes the answers of a mock made from the specification, which are lists of one', async () => {
    const bodies: unknown[] = [
      [{ authId: '798798789', status: 'Success', message: 'OTP has been sent to the device ' }],
      [{ status: 'Success', message: 'OTP has been validated successfully' }],
    ];
    const client = new CiamClient({
      endpoint: '/mfa',
      fetch: () => Promise.resolve(Response.json(bodies.shift())),
    });
    const challenge = await client.requestOtp({ channel: 'email' });
    expect(challenge.id).to.equal('798798789');
    await client.verifyOtp(challenge, '1234567');
  });
});

describe('CiamClient and codes that other calls use differently', () => {
  const answering = (body: object, status: number): CiamClient =>
    new CiamClient({ endpoint: '/mfa', fetch: () => Promise.resolve(Response.json(body, { status })) });
  const calls: [name: string, run: (client: CiamClient) => Promise<unknown>, typed: boolean][] = [
    ['request', (client) => client.requestOtp({ channel: 'sms' }), false],
    ['resend', (client) => client.resendOtp({ id: 'a', channel: 'sms', request: { channel: 'sms' } }), false],
    ['pairing', (client) => client.beginTotpEnrollment({}), false],
    ['cancel', (client) => client.cancelTotpEnrollment({ id: 'a', secret: 'A' }), false],
    ['list', (client) => client.listFactors(), false],
    ['removal', (client) => client.removeFactor({ id: 'a', kind: 'totp', name: 'a', active: true }), false],
    ['check', (client) => client.verifyOtp({ id: 'a', channel: 'sms' }, '123456'), true],
    ['first code', (client) => client.activateTotp({ id: 'a', secret: 'A' }, '123456'), true],
  ];
  for (const [name, run, typed] of calls) {
    it(`${name}: ${typed ? 'the code is wrong' : 'nobody has typed a code that could be wrong'}`, async () => {
      const rows: [body: object, status: number, otherwise: string][] = [
        [{ code: '10008', message: 'incorrect otp.' }, 400, 'misconfigured'],
        [{ error: 10008, message: 'some text' }, 500, 'server'],
        [{ code: '10009', message: 'otp must be six digit value.' }, 400, 'misconfigured'],
        [{ status: 'FAILURE', message: 'incorrect otp.' }, 200, 'server'],
      ];
      for (const [body, status, otherwise] of rows) {
        const { code } = await failureOf(run(answering(body, status)));
        expect(code, JSON.stringify(body)).to.equal(typed ? 'invalid-code' : otherwise);
      }
    });
  }

  it('hears a gateway of ours in each call', async () => {
    const client = answering({ code: 'locked' }, 423);
    for (const [name, run] of calls) expect((await failureOf(run(client))).code, name).to.equal('locked');
  });
});

describe('CiamClient and passkeys', () => {
  const JDOE = '/users/jdoe/mfadevices';
  const devices = [
    { deviceType: 'TOTP', deviceName: 'Phone', status: 'ACTIVE' },
    { deviceType: 'FIDO', deviceName: 'Key / 1', status: 'ACTIVE' },
    { deviceType: 'FIDO2', status: 'ACTIVE' },
  ];
  const recorded = () => {
    const seen: string[] = [];
    const client = new CiamClient({
      endpoint: '/ciam-mfa/v2',
      userName: 'jdoe',
      fetch: (input, init) => {
        seen.push(`${init?.method} ${(input as string).split(JDOE)[1]}`);
        return Promise.resolve(
          init?.method === 'GET' ? Response.json(devices) : new Response(null, { status: 204 }),
        );
      },
    });
    return { client, seen };
  };

  it('lists them beside the apps, and removes one by its name, or all', async () => {
    const { client, seen } = recorded();
    const factors = await client.listFactors();
    expect(factors.map(({ kind, name, all }) => [kind, name ?? '', all === true])).to.deep.equal([
      ['totp', 'Phone', false],
      ['passkey', 'Key / 1', false],
      ['passkey', '', true],
    ]);
    for (const factor of factors) await client.removeFactor(factor);
    expect(seen).to.deep.equal([
      'GET ',
      'DELETE /TOTP/Phone',
      'DELETE /FIDO2/Key%20%2F%201',
      'DELETE /FIDO2/all',
    ]);
  });

  it('removes all of them only when told so', async () => {
    const { client, seen } = recorded();
    for (const name of ['all', 'ALL', undefined]) {
      const factor = { id: 'x', kind: 'passkey', active: true, ...(name && { name }) } as const;
      expect((await failureOf(client.removeFactor(factor))).code).to.equal('misconfigured');
    }
    expect(seen).to.deep.equal([]);
  });

  it('asks for one kind where it is told to, and leaves out what it has not asked for', async () => {
    const { client, seen } = recorded();
    expect((await client.listFactors({ kind: 'totp' })).map(({ id }) => id)).to.deep.equal(['TOTP/Phone']);
    expect((await client.listFactors({ kind: 'passkey' })).map(({ id }) => id)).to.deep.equal([
      'FIDO2/Key / 1',
      'FIDO2',
    ]);
    expect(seen).to.deep.equal(['GET ?type=TOTP', 'GET ?type=FIDO']);
  });
});
