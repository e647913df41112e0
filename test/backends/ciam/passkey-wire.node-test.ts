import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { originOf, readPasskeyOptions, writePasskeyAnswer } from '../../../src/backends/ciam/passkey-wire.js';
import { isMfaError } from '../../../src/core/mfa-error.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 });
const signed = (value: Uint8Array): number[] => [...new Int8Array(value)];
const base64Url = (value: Uint8Array): string => Buffer.from(value).toString('base64url');

void describe('options of a passkey', () => {
  void test('have every byte string as base64url, whatever the bytes are', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.array(bytes), (challenge, user, ids) => {
        const list = ids.map((id) => ({ type: 'public-key', id: signed(id), transports: ['usb'] }));
        const read = readPasskeyOptions(
          JSON.stringify({
            challenge: signed(challenge),
            user: { id: signed(user), name: 'jdoe' },
            allowCredentials: list,
            excludeCredentials: list,
            timeout: 120_000,
          }),
        );
        const expected = ids.map((id) => ({ type: 'public-key', id: base64Url(id), transports: ['usb'] }));
        assert.deepEqual(read, {
          challenge: base64Url(challenge),
          user: { id: base64Url(user), name: 'jdoe' },
          allowCredentials: expected,
          excludeCredentials: expected,
          timeout: 120_000,
        });
      }),
    );
  });

  void test('are the same with unsigned bytes, with base64 of either kind, and as an object', () => {
    fc.assert(
      fc.property(bytes, (challenge) => {
        const expected = { challenge: base64Url(challenge) };
        const plain = Buffer.from(challenge).toString('base64');
        for (const value of [[...challenge], plain, base64Url(challenge)]) {
          assert.deepEqual(readPasskeyOptions(JSON.stringify({ challenge: value })), expected);
          assert.deepEqual(readPasskeyOptions({ challenge: value }), expected);
        }
      }),
    );
  });

  void test('have numbers for algorithms, which the vendor writes as text', () => {
    const pubKeyCredParams = [
      { type: 'public-key', alg: '-7' },
      { type: 'public-key', alg: -257 },
    ];
    const read = readPasskeyOptions({ challenge: [1], pubKeyCredParams });
    assert.deepEqual(read.pubKeyCredParams, [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ]);
  });

  void test('are a bad response where they are none', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          assert.ok(/^[\w-]+$/.test(String(readPasskeyOptions(value).challenge)));
        } catch (error) {
          assert.ok(isMfaError(error) && error.code === 'bad-response');
        }
      }),
    );
    for (const value of ['{', '[]', {}, { challenge: [] }, { challenge: [1.5] }, { challenge: [256] }]) {
      assert.throws(() => readPasskeyOptions(value), { code: 'bad-response' });
    }
    assert.throws(() => readPasskeyOptions({ challenge: [1], allowCredentials: [null] }), {
      code: 'bad-response',
    });
    assert.throws(() => readPasskeyOptions({ challenge: [1], user: { id: 'ü' } }), { code: 'bad-response' });
  });
});

void describe('an answer of the browser', () => {
  void test('goes back as base64 with its padding, and holds what the vendor takes', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.option(bytes), (id, data, user) => {
        const text = base64Url(data);
        const written = writePasskeyAnswer({
          id: base64Url(id),
          rawId: base64Url(id),
          type: 'public-key',
          authenticatorAttachment: 'platform',
          clientExtensionResults: {},
          response: {
            clientDataJSON: text,
            authenticatorData: text,
            signature: text,
            ...(user && { userHandle: base64Url(user) }),
          },
        });
        const plain = Buffer.from(data).toString('base64');
        assert.deepEqual(JSON.parse(written), {
          id: base64Url(id),
          type: 'public-key',
          rawId: Buffer.from(id).toString('base64'),
          response: {
            clientDataJSON: plain,
            authenticatorData: plain,
            signature: plain,
            userHandle: user ? Buffer.from(user).toString('base64') : '',
          },
        });
      }),
    );
  });

  void test('of a new passkey holds its attestation', () => {
    const response = {
      clientDataJSON: 'e30',
      attestationObject: '-_8',
      transports: ['usb'],
      publicKey: 'AA',
    };
    const written = writePasskeyAnswer({ id: '-_8', rawId: '-_8', type: 'public-key', response });
    assert.deepEqual(JSON.parse(written), {
      id: '-_8',
      type: 'public-key',
      rawId: '+/8=',
      response: { clientDataJSON: 'e30=', attestationObject: '+/8=' },
    });
  });

  void test('tells from which origin it is, or nothing', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (url, challenge) => {
        const { origin } = new URL(url);
        const data = Buffer.from(JSON.stringify({ origin, challenge })).toString('base64url');
        assert.equal(originOf({ response: { clientDataJSON: data } }), origin);
      }),
    );
    for (const clientDataJSON of [undefined, 7, '', '%', 'e30', 'W10', 'bnVsbA']) {
      assert.equal(originOf({ response: { clientDataJSON } }), undefined);
    }
    assert.equal(originOf({}), undefined);
  });
});
