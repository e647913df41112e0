import { expect } from 'chai';
import { FAULT_KINDS, type OutboxMessage } from '../../src/sandbox/index.js';
import { wireCaller } from './wire-caller.js';

const SMS = { userName: 'jdoe', deviceType: 'SMS', phoneNumber: '+12025550406' };
const JDOE = { userName: 'jdoe', phoneNumber: '+12025550406' };

describe('the handler of the sandbox', () => {
  it('answers below any path, and only there', async () => {
    const { call } = await wireCaller({ basePath: '/deep/er', identify: () => JDOE });
    expect((await call('POST', '/deep/er/mfa/deviceAuthentications', SMS)).status).to.equal(201);
    for (const path of ['/mfa/deviceAuthentications', '/deep/ermfa/deviceAuthentications', '/deep/er', '/']) {
      expect((await call('POST', path, SMS)).status).to.equal(404);
    }
  });

  it('dates its answers by its own clock', async () => {
    const { call, clock } = await wireCaller();
    clock.advance(61_000);
    expect((await call('GET', '/x')).headers.get('date')).to.equal('Tue, 01 Jan 2030 00:01:01 GMT');
  });

  it('tells of each message when it is sent', async () => {
    const messages: OutboxMessage[] = [];
    const { api } = await wireCaller({ onMessage: (message) => messages.push(message) });
    await api('POST', '/deviceAuthentications', SMS);
    expect(messages.map(({ to }) => to)).to.deep.equal(['+12025550406']);
  });

  it('has no controls unless it is told to', async () => {
    const { call } = await wireCaller();
    for (const path of ['/sandbox/outbox', '/sandbox/faults', '/sandbox/reset']) {
      expect((await call('GET', path)).status).to.equal(404);
      expect((await call('POST', path, {})).status).to.equal(404);
    }
  });
});

describe('the controls of the sandbox', () => {
  const controlled = (settings = {}) => wireCaller({ controls: true, identify: () => JDOE, settings });
  const start = '/mfa/deviceAuthentications';

  it('shows and empties the outbox', async () => {
    const { call } = await controlled();
    await call('POST', start, SMS);
    const outbox = (await call('GET', '/sandbox/outbox')).body as unknown as OutboxMessage[];
    expect(outbox).to.have.length(1);
    expect(outbox[0]).to.have.all.keys('id', 'channel', 'to', 'text', 'sentAt');
    await call('DELETE', '/sandbox/outbox');
    expect((await call('GET', '/sandbox/outbox')).body).to.deep.equal([]);
  });

  it('ends the life of open codes', async () => {
    const { call, lastCode } = await controlled();
    const { body } = await call('POST', start, SMS);
    await call('POST', '/sandbox/expire');
    expect((await call('POST', `${start}/${body.authId}`, { otp: lastCode() })).body.code).to.equal('10007');
  });

  it('locks and unlocks an account', async () => {
    const { call, clock } = await controlled();
    await call('POST', '/sandbox/lock', { userName: 'jdoe', seconds: 60 });
    expect((await call('POST', start, SMS)).body.code).to.equal('10027');
    clock.advance(60_000);
    expect((await call('POST', start, SMS)).status).to.equal(201);
    await call('POST', '/sandbox/lock', { userName: 'jdoe', seconds: 60 });
    await call('POST', '/sandbox/lock', { userName: 'jdoe', seconds: 0 });
    expect((await call('POST', start, SMS)).status).to.equal(201);
  });

  it('pairs an authenticator', async () => {
    const { call, sandbox } = await controlled();
    const body = { userName: 'jdoe', deviceName: 'Phone' };
    const { status, body: seeded } = await call('POST', '/sandbox/authenticators', body);
    expect([status, Object.keys(seeded)]).to.deep.equal([201, ['deviceName', 'secret']]);
    expect((await call('POST', '/sandbox/authenticators', body)).status).to.equal(409);
    const started = await call('POST', start, { deviceType: 'TOTP' });
    const otp = sandbox.authenticatorCode('jdoe', 'Phone');
    expect((await call('POST', `${start}/${started.body.authId}`, { otp })).status).to.equal(200);
    expect(sandbox.authenticatorCode('jdoe', 'Other')).to.equal(undefined);
  });

  it('gives a passkey', async () => {
    const { call } = await controlled();
    const give = (more: object) => call('POST', '/sandbox/passkeys', { userName: 'jdoe', ...more });
    expect((await give({ deviceName: 'Key' })).status).to.equal(201);
    expect((await give({ spelling: 'FIDO' })).status).to.equal(201);
    for (const wrong of [{ spelling: 'PIGEON' }, { userName: '' }])
      expect((await give(wrong)).status).to.equal(400);
    const { body } = await call('GET', '/mfa/users/me/mfadevices');
    const types = (body as unknown as { deviceType: string }[]).map(({ deviceType }) => deviceType);
    expect(types).to.deep.equal(['FIDO2', 'FIDO']);
  });

  it('changes settings while it runs', async () => {
    const { call, lastCode } = await controlled();
    await call('POST', '/sandbox/settings', { codeLength: 8, tellsTimes: true });
    expect((await call('POST', start, SMS)).body).to.have.property('expiresAt');
    expect(lastCode()).to.match(/^\d{8}$/);
  });

  it('forgets everything', async () => {
    const { call, sandbox } = await controlled();
    await call('POST', start, SMS);
    await call('POST', '/sandbox/lock', { userName: 'jdoe', seconds: 60 });
    await call('POST', '/sandbox/faults', { fail: 'server' });
    sandbox.addAuthenticator('jdoe', 'Phone');
    await call('POST', '/sandbox/reset');
    expect(sandbox.outbox).to.have.length(0);
    expect((await call('GET', '/mfa/users/me/mfadevices')).body).to.deep.equal([]);
    expect((await call('POST', start, SMS)).status).to.equal(201);
  });

  it('says when it does not understand', async () => {
    const { call } = await controlled();
    expect((await call('POST', '/sandbox/lock', { userName: 'jdoe' })).status).to.equal(400);
    expect((await call('POST', '/sandbox/faults', { fail: 'sometimes' })).status).to.equal(400);
    expect((await call('POST', '/sandbox/authenticators', {})).status).to.equal(400);
  });
});

describe('the faults of the sandbox', () => {
  it('can all be told apart from a good answer', async () => {
    for (const fail of FAULT_KINDS.filter((kind) => kind !== 'never')) {
      const { sandbox } = await wireCaller({ identify: () => JDOE });
      sandbox.setFaults({ fail });
      const response = await sandbox.fetch('http://sandbox.example/mfa/users/me/mfadevices');
      const text = await response.text();
      expect({ status: response.status, text }).to.not.deep.equal({ status: 200, text: '[]' });
      if (fail === 'huge') expect(text.length).to.be.greaterThan(10_000_000);
    }
  });

  it('hit only the path they are meant for, and no control', async () => {
    const { call, sandbox } = await wireCaller({ controls: true, identify: () => JDOE });
    sandbox.setFaults({ fail: 'server', onlyPath: '/deviceAuthentications' });
    expect((await call('GET', '/mfa/users/me/mfadevices')).status).to.equal(200);
    expect((await call('POST', '/mfa/deviceAuthentications', SMS)).status).to.equal(500);
    expect(sandbox.outbox).to.have.length(0);
    sandbox.setFaults({ fail: 'server' });
    expect((await call('GET', '/sandbox/outbox')).status).to.equal(200);
    sandbox.setFaults({});
    expect((await call('POST', '/mfa/deviceAuthentications', SMS)).status).to.equal(201);
  });

  it('make answers slow by the clock of the sandbox', async () => {
    const { call, sandbox, clock } = await wireCaller({ identify: () => JDOE });
    sandbox.setFaults({ delayMs: 3000 });
    let status = 0;
    const answer = call('GET', '/mfa/users/me/mfadevices').then((wire) => (status = wire.status));
    for (let i = 0; i < 50 && !clock.pending; i++) await Promise.resolve();
    clock.advance(2999);
    expect([status, clock.pending]).to.deep.equal([0, 1]);
    clock.advance(1);
    expect(await answer).to.equal(200);
  });

  it('never answer until the caller hangs up', async () => {
    const { sandbox } = await wireCaller({ identify: () => JDOE });
    sandbox.setFaults({ fail: 'never' });
    const controller = new AbortController();
    const answer = sandbox.fetch('http://sandbox.example/mfa/x', { signal: controller.signal });
    controller.abort();
    expect(await answer.catch((error: unknown) => (error as Error).name)).to.equal('AbortError');
  });
});
