import { expect } from 'chai';
import { totpCode } from '../support/totp-code.js';
import { wireCaller, type Caller } from './wire-caller.js';

const DEVICES = '/users/jane/mfadevices';

async function begin(caller: Caller, deviceName = 'Phone') {
  const { status, body } = await caller.api('POST', DEVICES, { deviceType: 'TOTP', deviceName });
  return { status, body, id: body.authId ?? '', secret: body.secret as string };
}

/** A sandbox with one active authenticator, and a way to sign in with it. */
async function paired() {
  const caller = await wireCaller();
  const device = caller.sandbox.addAuthenticator('jane', 'Phone');
  const signIn = async (code: string) => {
    const body = { userName: 'jane', deviceType: 'TOTP', deviceName: 'Phone' };
    const started = await caller.api('POST', '/deviceAuthentications', body);
    return caller.api('POST', `/deviceAuthentications/${started.body.authId}`, {
      otp: code,
      deviceType: 'TOTP',
    });
  };
  return {
    ...caller,
    signIn,
    codeAt: (offsetMs: number) => totpCode(device.secret, caller.clock.now() + offsetMs),
  };
}

describe('CIAM devices of the sandbox', () => {
  it('goes from ACTIVATION_REQUIRED to ACTIVE with the first code', async () => {
    const caller = await wireCaller();
    const { status, body, id, secret } = await begin(caller);
    expect(status).to.equal(201);
    expect(body).to.include({ deviceType: 'TOTP', deviceName: 'Phone', status: 'ACTIVATION_REQUIRED' });
    expect(secret).to.match(/^[A-Z2-7]{32}$/);
    expect(body.registrationUri).to.equal(`otpauth://totp/APM0000003$jane?secret=${secret}`);
    const list = async () => (await caller.api('GET', DEVICES)).body as unknown as Record<string, unknown>[];
    const createdAt = new Date(caller.clock.now()).toISOString();
    expect(await list()).to.deep.equal([
      { deviceType: 'TOTP', status: 'ACTIVATION_REQUIRED', deviceName: 'Phone', createdAt },
    ]);
    const activate = (otp: string) => caller.api('POST', `${DEVICES}/${id}`, { deviceType: 'TOTP', otp });
    const right = await totpCode(secret, caller.clock.now());
    expect((await activate('000000' === right ? '000001' : '000000')).body.code).to.equal('10008');
    expect((await activate('12')).body.code).to.equal('10009');
    const done = await activate(right);
    expect([done.status, done.body]).to.deep.equal([200, { status: 'ACTIVE', message: 'Phone' }]);
    expect((await list())[0]).to.include({ status: 'ACTIVE' });
    expect((await activate(right)).body).to.include({ code: '10006', message: 'Device is already ACTIVE.' });
  });

  it('lists passkeys beside authenticators, by kind where asked, and removes one or all', async () => {
    const { api, sandbox } = await wireCaller();
    sandbox.addAuthenticator('jane', 'Phone');
    sandbox.addPasskey('jane', 'Key');
    sandbox.addPasskey('jane', undefined, 'FIDO');
    const list = async (query = '') =>
      ((await api('GET', DEVICES + query)).body as unknown as Record<string, unknown>[]).map(
        ({ deviceType, deviceName = '-', status }) =>
          `${String(deviceType)} ${String(deviceName)} ${String(status)}`,
      );
    const [phone, key, bare] = ['TOTP Phone ACTIVE', 'FIDO2 Key ACTIVE', 'FIDO - ACTIVE'];
    expect(await list()).to.deep.equal([phone, key, bare]);
    expect(await list('?type=TOTP')).to.deep.equal([phone]);
    for (const type of ['FIDO', 'fido2']) expect(await list(`?type=${type}`)).to.deep.equal([key, bare]);
    expect(await list('?type=PIGEON')).to.deep.equal([]);
    expect((await api('DELETE', `${DEVICES}/FIDO2/Other`)).body.code).to.equal('10050');
    expect((await api('DELETE', `${DEVICES}/FIDO2/Key`)).status).to.equal(204);
    expect(await list()).to.deep.equal([phone, bare]);
    expect((await api('DELETE', `${DEVICES}/FIDO2/all`)).status).to.equal(204);
    expect(await list()).to.deep.equal([phone]);
  });

  it('waits 30 minutes for the first code', async () => {
    const caller = await wireCaller();
    const { id, secret } = await begin(caller);
    caller.clock.advance(30 * 60_000);
    const otp = await totpCode(secret, caller.clock.now());
    expect((await caller.api('POST', `${DEVICES}/${id}`, { otp })).body.code).to.equal('10007');
    expect((await caller.api('GET', DEVICES)).body).to.deep.equal([]);
    expect((await begin(caller)).status).to.equal(201);
  });

  it('wants names, unique per user, and not too many devices', async () => {
    const caller = await wireCaller({ settings: { maxDevices: 2 } });
    expect((await begin(caller, ' ')).body.code).to.equal('10005');
    expect((await begin(caller, 'A')).status).to.equal(201);
    expect((await begin(caller, 'A')).body.code).to.equal('10010');
    expect((await begin(caller, 'B')).status).to.equal(201);
    expect((await begin(caller, 'C')).body.code).to.equal('10014');
    const john = await caller.api('POST', '/users/john/mfadevices', { deviceType: 'TOTP', deviceName: 'A' });
    expect(john.status).to.equal(201);
  });

  it('unpairs by name', async () => {
    const caller = await wireCaller();
    await begin(caller, 'My phone/2');
    const path = `${DEVICES}/TOTP/My%20phone%2F2`;
    expect((await caller.api('DELETE', path)).status).to.equal(204);
    const again = await caller.api('DELETE', path);
    expect([again.status, again.body.code]).to.deep.equal([404, '10050']);
  });

  it('cannot unpair through v1', async () => {
    const caller = await wireCaller();
    await begin(caller);
    expect((await caller.api('DELETE', `/../v1${DEVICES}/TOTP/Phone`)).body.code).to.equal('not-found');
    expect((await caller.api('GET', `/../v1${DEVICES}`)).body).to.have.length(1);
  });

  for (const [offsetMs, status] of [
    [-60_000, 400],
    [-30_000, 200],
    [0, 200],
    [30_000, 200],
    [60_000, 400],
  ] as const) {
    it(`answers ${status} to a code of ${offsetMs / 1000} s`, async () => {
      const { signIn, codeAt } = await paired();
      expect((await signIn(await codeAt(offsetMs))).status).to.equal(status);
    });
  }

  it('takes no code twice, and no older one after a newer', async () => {
    const { signIn, codeAt } = await paired();
    const code = await codeAt(0);
    expect((await signIn(code)).status).to.equal(200);
    expect((await signIn(code)).body.code).to.equal('10007');
    expect((await signIn(await codeAt(-30_000))).body.code).to.equal('10007');
    expect((await signIn(await codeAt(30_000))).status).to.equal(200);
  });

  it('counts wrong codes of an authenticator too', async () => {
    const { signIn, codeAt } = await paired();
    const right = await codeAt(0);
    const wrong = right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10);
    const codes: unknown[] = [];
    for (let i = 0; i < 6; i++) codes.push((await signIn(wrong)).body.code);
    expect(codes).to.deep.equal(['10008', '10008', '10008', '10008', '10026', '10007']);
  });

  it('says which device is missing', async () => {
    const caller = await wireCaller();
    const start = async (deviceName?: string) =>
      (
        await caller.api('POST', '/deviceAuthentications', {
          userName: 'jane',
          deviceType: 'TOTP',
          deviceName,
        })
      ).body;
    expect(await start()).to.include({ code: '10006' });
    await begin(caller, 'Waiting');
    expect((await start()).message).to.contain('NO_USABLE_DEVICES');
    expect((await start('Other')).message).to.contain('check the name');
    caller.sandbox.addAuthenticator('jane', 'Phone');
    expect(await start()).to.include({ status: 'SUCCESS' });
    expect(await start('Waiting')).to.include({ code: '100016' });
  });

  it('takes no code of a device that is gone', async () => {
    const { api, codeAt } = await paired();
    const started = await api('POST', '/deviceAuthentications', { userName: 'jane', deviceType: 'TOTP' });
    await api('DELETE', `${DEVICES}/TOTP/Phone`);
    const answer = await api('POST', `/deviceAuthentications/${started.body.authId}`, {
      otp: await codeAt(0),
    });
    expect(answer.body.code).to.equal('10008');
  });
});
