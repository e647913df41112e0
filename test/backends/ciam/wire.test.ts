import { expect } from 'chai';
import {
  fieldsOf,
  isFailure,
  readChallenge,
  readEnrollment,
  readFactors,
  readVerification,
  time,
} from '../../../src/backends/ciam/wire.js';

const NOW = 1_899_999_900_000;
const ok = (body: unknown, clockSkewMs?: number) => ({
  status: 200,
  body,
  receivedAt: NOW,
  ...(clockSkewMs && { clockSkewMs }),
});
const SECRET = 'LXXXWKFKAKKIGOSP62SORVM67GECU6P2';
const URI = `otpauth://totp/APM0000003$jdoe?secret=${SECRET}`;

describe('the wire of CIAM', () => {
  it('unwraps a list of one, and nothing else', () => {
    expect(fieldsOf([{ a: 1 }])).to.deep.equal({ a: 1 });
    expect(fieldsOf({ a: 1 })).to.deep.equal({ a: 1 });
    for (const body of [[], [{}, {}], [[{}]], null, undefined, 'x', 7, true])
      expect(fieldsOf(body)).to.equal(undefined);
  });

  for (const status of ['FAILURE', 'failure', 'Failed', 'ERROR', ' FAILURE ']) {
    it(`takes HTTP 200 with '${status}' for a failure`, () =>
      expect(isFailure(ok([{ status }]))).to.equal(true));
  }
  for (const status of ['SUCCESS', 'Success', 'ACTIVE', 'Active', 'ACTIVATION_REQUIRED', undefined]) {
    it(`takes HTTP 200 with '${status}' for no failure`, () =>
      expect(isFailure(ok({ status }))).to.equal(false));
  }
  it('takes HTTP 400 for a failure whatever the body says', () => {
    expect(isFailure({ status: 400, body: { status: 'SUCCESS' } })).to.equal(true);
  });

  describe('readVerification', () => {
    for (const status of ['SUCCESS', 'Success', 'ACTIVE', 'Active', ' success ']) {
      it(`is content with '${status}'`, () =>
        expect(() => readVerification(ok([{ status }]))).to.not.throw());
    }
    for (const body of [
      {},
      { status: 7 },
      { status: 'PENDING' },
      { status: 'UNSUCCESSFUL' },
      { status: 'INACTIVE' },
      [],
    ]) {
      it(`is not content with ${JSON.stringify(body)}`, () =>
        expect(() => readVerification(ok(body)))
          .to.throw()
          .with.property('code', 'bad-response'));
    }
  });

  describe('readChallenge', () => {
    it('reads the answer of the vendor, in whichever wrapping', () => {
      const body = { authId: ' a-1 ', status: 'Success', message: 'OTP has been sent to the device ' };
      expect(readChallenge(ok(body))).to.deep.equal({ id: 'a-1' });
      expect(readChallenge(ok([body]))).to.deep.equal({ id: 'a-1' });
    });
    it('takes a number for an id', () =>
      expect(readChallenge(ok({ authId: 798798789 })).id).to.equal('798798789'));
    it('puts the times of a gateway on the local clock', () => {
      const body = {
        authId: 'a',
        expiresAt: 1_900_000_060_000,
        resendAt: '2030-03-17T17:46:40Z',
        attemptsRemaining: 3,
        destination: '***0406',
      };
      expect(readChallenge(ok(body, 60_000))).to.deep.equal({
        id: 'a',
        expiresAt: 1_900_000_000_000,
        resendAt: 1_899_999_940_000,
        attemptsLeft: 3,
        destination: '***0406',
      });
    });
    it('believes no wait of more than a day, and a code that is good for longer', () => {
      const far = NOW + 86_400_001;
      const body = { authId: 'a', resendAt: far, expiresAt: far };
      expect(readChallenge(ok(body))).to.deep.equal({ id: 'a', expiresAt: far });
      expect(readChallenge(ok({ authId: 'a', resendAt: far - 1 }))).to.deep.equal({
        id: 'a',
        resendAt: far - 1,
      });
    });
    it('leaves out extensions of wrong types', () => {
      const body = { authId: 'a', expiresAt: 'soon', resendAt: {}, attemptsRemaining: -1, destination: 5 };
      expect(readChallenge(ok(body))).to.deep.equal({ id: 'a' });
    });
    for (const body of [
      {},
      { authId: '' },
      { authId: {} },
      { authId: null },
      { authId: 1.5 },
      [],
      'a',
      null,
    ]) {
      it(`finds no challenge in ${JSON.stringify(body)}`, () =>
        expect(() => readChallenge(ok(body)))
          .to.throw()
          .with.property('code', 'bad-response'));
    }
  });

  describe('readEnrollment', () => {
    const body = {
      authId: 'a',
      deviceName: 'Phone',
      status: 'ACTIVATION_REQUIRED',
      secret: SECRET,
      registrationUri: URI,
    };
    it('reads the answer of the vendor', () => {
      expect(readEnrollment(ok([body]))).to.deep.equal({
        id: 'a',
        deviceName: 'Phone',
        secret: SECRET,
        uri: URI,
      });
    });
    it('cleans a secret that is written in groups', () => {
      const secret = `${SECRET.toLowerCase().replace(/(.{4})/g, '$1 ')}====`;
      expect(readEnrollment(ok({ ...body, secret })).secret).to.equal(SECRET);
    });
    it('leaves out an address that is no otpauth one', () => {
      for (const registrationUri of ['https://chart.example/?chl=x', 'javascript:alert(1)', 7, null]) {
        expect(readEnrollment(ok({ ...body, registrationUri }))).to.not.have.property('uri');
      }
    });
    for (const wrong of [
      { secret: undefined },
      { secret: 'not base32!' },
      { secret: 'ABC' },
      { secret: 7 },
      { authId: [] },
    ]) {
      it(`refuses ${JSON.stringify(wrong)}`, () =>
        expect(() => readEnrollment(ok({ ...body, ...wrong })))
          .to.throw()
          .with.property('code', 'bad-response'));
    }
    it('does not quote a secret that it refuses', () => {
      expect(() => readEnrollment(ok({ ...body, secret: 'hunter2!' }))).to.throw(/^(?!.*hunter2)/);
    });
  });

  describe('readFactors', () => {
    const phone = {
      deviceType: 'TOTP',
      status: 'ACTIVE',
      deviceName: 'Phone',
      createdAt: '2022-06-16T10:00:00Z',
    };
    it('reads a list', () => {
      const key = { deviceType: 'fido2', status: 'Active', deviceName: 'Key', createdAt: '06/16/2022' };
      expect(readFactors(ok([phone, key]))).to.deep.equal([
        { id: 'TOTP/Phone', kind: 'totp', name: 'Phone', active: true, createdAt: Date.UTC(2022, 5, 16, 10) },
        { id: 'FIDO2/Key', kind: 'passkey', name: 'Key', active: true, createdAt: Date.UTC(2022, 5, 16) },
      ]);
    });
    it('reads an object without its list', () => expect(readFactors(ok(phone))).to.have.length(1));
    it('reads an empty list', () => expect(readFactors(ok([]))).to.deep.equal([]));
    it('knows one that waits for its first code', () => {
      expect(readFactors(ok([{ ...phone, status: 'ACTIVATION_REQUIRED' }]))[0]?.active).to.equal(false);
    });
    it('skips what is no device, and keeps the rest', () => {
      const list = [
        null,
        7,
        {},
        { deviceType: 'TOTP' },
        { ...phone, deviceType: 'PIGEON' },
        { ...phone, deviceName: 3 },
        phone,
      ];
      expect(readFactors(ok(list)).map(({ name }) => name)).to.deep.equal(['Phone']);
    });
    const bare = { deviceType: 'FIDO2', status: 'ACTIVE', createdAt: '06/16/2022' };
    const all = { id: 'FIDO2', kind: 'passkey', active: true, all: true };
    for (const deviceType of ['FIDO', 'FIDO2', 'fido', 'Fido2']) {
      it(`knows a passkey by ${deviceType}, with a name and without`, () => {
        const named = { ...bare, deviceType, deviceName: 'Key' };
        expect(readFactors(ok([named]))[0]).to.include({ id: 'FIDO2/Key', kind: 'passkey', name: 'Key' });
        expect(readFactors(ok([{ ...bare, deviceType }]))).to.deep.equal([all]);
        expect(readFactors(ok({ ...bare, deviceType }))).to.deep.equal([all]);
      });
    }
    it('makes one of all passkeys without a name, at its place, whatever they are called instead', () => {
      const list = [
        bare,
        phone,
        { ...bare, deviceName: 'Key' },
        { ...bare, deviceName: ' ' },
        { ...bare, deviceType: 'FIDO' },
      ];
      expect(readFactors(ok(list)).map(({ id }) => id)).to.deep.equal(['FIDO2', 'TOTP/Phone', 'FIDO2/Key']);
    });
    it('takes one that is called as all of them are for all of them, which its removal would remove', () => {
      for (const deviceName of ['all', 'ALL', ' All ']) {
        expect(readFactors(ok([{ ...bare, deviceName }]))).to.deep.equal([all]);
      }
      expect(readFactors(ok([{ ...phone, deviceName: 'all' }]))[0]).to.include({
        id: 'TOTP/all',
        name: 'all',
      });
    });
    it('has all of them for active where one of them is', () => {
      const waiting = { ...bare, status: 'ACTIVATION_REQUIRED' };
      expect(readFactors(ok([waiting]))[0]).to.include({ active: false });
      expect(readFactors(ok([waiting, bare]))[0]).to.include({ active: true });
    });
    it('leaves out a date that is none', () => {
      expect(readFactors(ok([{ ...phone, createdAt: 'some day' }]))[0]).to.not.have.property('createdAt');
    });
    for (const body of [{}, { deviceType: 7 }, 'x', null, undefined]) {
      it(`refuses ${JSON.stringify(body)}`, () =>
        expect(() => readFactors(ok(body)))
          .to.throw()
          .with.property('code', 'bad-response'));
    }
  });

  it('reads times as epoch milliseconds, ISO and as the specification writes them', () => {
    const cases: [unknown, number | undefined][] = [
      [1_900_000_000_000, 1_900_000_000_000],
      ['2022-06-16', Date.UTC(2022, 5, 16)],
      ['2022-06-16T00:00:00+02:00', Date.UTC(2022, 5, 15, 22)],
      ['06/16/2022', Date.UTC(2022, 5, 16)],
      ['16/06/2022', undefined],
      ['June 16, 2022', undefined],
      ['1', undefined],
      [0, undefined],
      [-1, undefined],
      [NaN, undefined],
      [Infinity, undefined],
      [null, undefined],
    ];
    for (const [written, expected] of cases) expect(time(written), String(written)).to.equal(expected);
  });
});
