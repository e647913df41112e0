import { expect } from 'chai';
import {
  readBackupCodes,
  readEnrollment,
  readMethods,
  readPasskeyOptions,
  readPasskeys,
  readPasskeySession,
  readSession,
  readStatus,
  readUser,
} from '../../../src/backends/better-auth/wire.js';
import { isMfaError } from '../../../src/core/mfa-error.js';

const URI =
  'otpauth://totp/Pretend%20Bank:jd%2Bx%40example.com?secret=G5FFMZCIOJGUQ22N&issuer=Pretend+Bank&digits=6&period=30';
const NOT_OBJECTS = [undefined, null, true, 'text', 7, []];

/** That a reader refuses an answer, and says which field it misses. */
function refuses(read: (body: unknown) => unknown, body: unknown, field: string): void {
  try {
    read(body);
  } catch (error) {
    expect(isMfaError(error) && error.code).to.equal('bad-response');
    expect((error as Error).message).to.equal(`Better Auth: no valid ${field} in the answer`);
    return;
  }
  expect.fail(`${JSON.stringify(body)} was taken`);
}

describe('answers of Better Auth', () => {
  it('takes only a status that is true', () => {
    readStatus({ status: true });
    for (const body of [...NOT_OBJECTS, {}, { status: 'true' }, { status: false }])
      refuses(readStatus, body, 'status');
  });

  it('takes options of a passkey only with a challenge', () => {
    expect(readPasskeyOptions({ challenge: 'AAAA', rpId: 'bank.example' })).to.deep.equal({
      challenge: 'AAAA',
      rpId: 'bank.example',
    });
    for (const body of [...NOT_OBJECTS, {}, { challenge: '' }, { challenge: [1] }])
      refuses(readPasskeyOptions, body, 'challenge');
  });

  it('takes passkeys only with their ids', () => {
    const entry = { id: 'p1', name: ' Blue key ', createdAt: '2026-11-29T09:00:00.000Z', publicKey: 'x' };
    expect(readPasskeys([entry, { id: 'p2', name: null, createdAt: 'soon' }])).to.deep.equal([
      { id: 'p1', kind: 'passkey', active: true, name: 'Blue key', createdAt: Date.parse(entry.createdAt) },
      { id: 'p2', kind: 'passkey', active: true },
    ]);
    for (const body of [undefined, null, {}, 'text']) refuses(readPasskeys, body, 'passkeys');
    for (const body of [[null], [{}], [{ id: 7 }]]) refuses(readPasskeys, body, 'id');
  });

  it('takes the session of a passkey in the form of the others', () => {
    const body = { session: { token: 't', id: 's' }, user: { id: '1' } };
    expect(readPasskeySession(body)).to.deep.equal({ token: 't', user: { id: '1' } });
    for (const body of [...NOT_OBJECTS, {}, { session: {} }, { token: 't' }])
      refuses(readPasskeySession, body, 'token');
  });

  it('takes a session only with its token', () => {
    expect(readSession({ token: 't', user: { id: '1' } })).to.deep.equal({ token: 't', user: { id: '1' } });
    for (const body of [...NOT_OBJECTS, {}, { token: '' }, { token: 1 }, { user: {} }])
      refuses(readSession, body, 'token');
  });

  it('reads a key, and writes spaces so that apps show them', () => {
    const { id, secret, uri, recoveryCodes } = readEnrollment({ totpURI: URI, backupCodes: ['aBcDe-12345'] });
    expect({ id, secret }).to.deep.equal({ id: 'totp', secret: 'G5FFMZCIOJGUQ22N' });
    expect(uri).to.equal(URI.replace('Pretend+Bank', 'Pretend%20Bank'));
    expect(recoveryCodes).to.deep.equal(['aBcDe-12345']);
  });

  it('takes no key that an app could not use', () => {
    for (const totpURI of [undefined, 7, '', 'https://example.com/qr.png', URI.replace('secret', 'x')])
      refuses(readEnrollment, { totpURI, backupCodes: ['a'] }, 'totpURI');
    for (const body of NOT_OBJECTS) refuses(readEnrollment, body, 'totpURI');
  });

  it('takes recovery codes only as a list of texts', () => {
    for (const backupCodes of [undefined, 'aBcDe-12345', [], [1], ['a', ''], {}])
      refuses(readBackupCodes, { backupCodes }, 'backupCodes');
  });

  it('knows nobody from somebody', () => {
    expect(readUser(null)).to.equal(undefined);
    expect(readUser({ session: {}, user: { twoFactorEnabled: true } })).to.deep.equal({
      twoFactorEnabled: true,
    });
    for (const body of [undefined, 'text', {}, { user: null }, []]) refuses(readUser, body, 'user');
  });

  it('reads what a sign-in leaves to do', () => {
    const pending = (twoFactorMethods?: unknown) =>
      readMethods({ twoFactorRedirect: true, twoFactorMethods });
    expect(pending(['otp', 'totp'])).to.deep.equal(['totp', 'otp']);
    expect(pending(['otp', 'smoke-signals'])).to.deep.equal(['otp']);
    expect(pending([])).to.deep.equal([]);
    expect(pending()).to.deep.equal(['totp', 'otp']);
    expect(readMethods({ token: 't', user: {} })).to.equal(undefined);
    for (const body of NOT_OBJECTS) expect(readMethods(body)).to.equal(undefined);
    refuses(pending, 'otp', 'twoFactorMethods');
  });
});
