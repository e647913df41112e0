import { expect } from 'chai';
import { toMfaError } from '../../../src/backends/ciam/error-map.js';
import { MFA_ERROR_CODES, type MfaErrorCode } from '../../../src/core/mfa-error.js';

type Row = [code: string, status: number, message: string, expected: MfaErrorCode];

/** Every row of contract A.5, both texts where there are two. */
const TABLE: Row[] = [
  ['10001', 401, 'access token has been expired.', 'unauthenticated'],
  ['10002', 401, 'Either access token is invalid or client is not registered.', 'misconfigured'],
  ['10003', 404, 'User not found please check the username.', 'misconfigured'],
  ['10004', 400, 'username must be unique.', 'misconfigured'],
  ['10005', 400, 'Validation Failed.', 'misconfigured'],
  ['10005', 400, 'Validation Failed. phoneNumber is required', 'invalid-destination'],
  ['10005', 400, 'Validation Failed. email is required', 'invalid-destination'],
  ['10006', 404, 'No registered TOTP device found please register one.', 'not-enrolled'],
  ['10006', 404, 'user found however no registered SECURITY_KEY device found for the user', 'not-enrolled'],
  ['10006', 400, 'Device is already ACTIVE.', 'already-enrolled'],
  ['10007', 400, 'please request a new otp.', 'code-expired'],
  ['10007', 400, 'otp has already been used please request a new otp.', 'code-used'],
  ['10007', 400, 'Invalid authId please try again.', 'challenge-expired'],
  ['10007', 400, '', 'challenge-expired'],
  ['10008', 400, 'incorrect otp.', 'invalid-code'],
  ['10008', 400, 'Invalid Authid', 'challenge-expired'],
  ['10009', 400, 'otp must be six digit value.', 'invalid-code'],
  ['10010', 400, 'Device name already exists.', 'name-taken'],
  ['10010', 400, 'Template already exists.', 'misconfigured'],
  ['10010', 500, 'Internal error', 'server'],
  ['10010', 400, '', 'name-taken'],
  ['10011', 404, 'Template not found.', 'misconfigured'],
  ['10012', 500, 'Error occurred while processing template', 'misconfigured'],
  ['10014', 400, 'Maximum allowed devices has been reached for this account.', 'limit-reached'],
  ['10015', 500, 'Some error occurred please contact to the administrator.', 'server'],
  ['10026', 400, 'QUOTA_EXCEEDED Too many unsuccessful OTP attempts.', 'too-many-attempts'],
  ['10027', 400, 'PASSWORD_LOCKED_OUT Account is locked out.', 'locked'],
  ['10028', 400, "please provide: 'grant_type''client_id' and 'client_secret'", 'misconfigured'],
  ['10029', 400, 'client credentials not allowed in Authorization: Basic Auth', 'misconfigured'],
  ['10030', 400, "please provide: 'client_id'", 'misconfigured'],
  ['10031', 400, "please provide: 'client_secret'", 'misconfigured'],
  ['10050', 404, 'Device name not found.', 'not-enrolled'],
  ['10051', 500, 'Device unpair failed.', 'server'],
  ['100001', 400, 'Phone Number is invalid.', 'invalid-destination'],
  ['100016', 404, 'totp device not found please check the name.', 'not-enrolled'],
  ['100016', 404, 'NO_USABLE_DEVICES No active totp device is available.', 'not-enrolled'],
  ['100017', 404, 'please provide correct rpID no active FIDO device found for given rpId.', 'not-enrolled'],
  ['100021', 500, 'Error while fetching detail.', 'server'],
  ['100025', 404, 'No FIDO device found please pair one.', 'not-enrolled'],
];

describe('toMfaError', () => {
  for (const [code, status, message, expected] of TABLE) {
    it(`calls ${code} '${message}' ${expected}`, () => {
      expect(toMfaError({ status, body: { code, message, traceId: 't' } }).code).to.equal(expected);
      // The other shape: a number under `error`, wrapped as in the vendor's examples, with a space at the end.
      const other = [{ error: Number(code), message: `${message} `, traceid: 't' }];
      expect(toMfaError({ status, body: other }).code).to.equal(expected);
    });
  }

  it('has words of its own for what a passkey has signed', () => {
    const rows: Row[] = [
      ['10008', 400, 'incorrect assertion.', 'passkey-unavailable'],
      ['10007', 400, 'please request a new otp.', 'challenge-expired'],
      ['10007', 400, 'otp has already been used please request a new otp.', 'challenge-expired'],
      ['10005', 400, 'Validation Failed. origin does not belong to the rpId.', 'passkey-wrong-domain'],
      ['10005', 400, 'Validation Failed.', 'misconfigured'],
      [
        '100017',
        404,
        'please provide correct rpID no active FIDO device found for given rpId.',
        'not-enrolled',
      ],
    ];
    for (const [code, status, message, expected] of rows) {
      expect(toMfaError({ status, body: { code, message } }, 'passkey').code).to.equal(expected);
    }
  });

  it('reads what a gateway wants to be proved, and nothing that is no proof', () => {
    const asked = (proof: unknown): unknown =>
      toMfaError({ status: 403, body: { code: 'proof-required', proof } }).proof;
    expect(asked('step-up')).to.equal('step-up');
    expect(asked('blood')).to.equal(undefined);
  });

  const statuses: [status: number, expected: MfaErrorCode][] = [
    [200, 'server'],
    [400, 'misconfigured'],
    [401, 'unauthenticated'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [410, 'challenge-expired'],
    [423, 'locked'],
    [429, 'rate-limited'],
    [500, 'server'],
    [503, 'server'],
  ];
  for (const [status, expected] of statuses) {
    it(`falls back to ${expected} for HTTP ${status}`, () => {
      for (const body of [
        undefined,
        null,
        'text',
        7,
        [],
        {},
        { code: '99999' },
        { error: 'invalid_request' },
      ]) {
        expect(toMfaError({ status, body }).code).to.equal(expected);
      }
    });
  }

  const texts: [message: string, expected: MfaErrorCode][] = [
    ['incorrect otp.', 'invalid-code'],
    ['otp must be six digit value.', 'invalid-code'],
    ['otp has already been used please request a new otp.', 'code-used'],
    ['please request a new otp.', 'code-expired'],
    ['Invalid authId please try again.', 'challenge-expired'],
    ['QUOTA_EXCEEDED Too many unsuccessful OTP attempts.', 'too-many-attempts'],
    ['PASSWORD_LOCKED_OUT Account is locked out.', 'locked'],
    ['Some error occurred please contact to the administrator.', 'server'],
  ];
  for (const [message, expected] of texts) {
    it(`calls HTTP 200 with FAILURE and '${message}' ${expected}`, () =>
      expect(toMfaError({ status: 200, body: [{ status: 'FAILURE', message }] }).code).to.equal(expected));
  }

  it('goes by the status, not the text, of an HTTP error without a code', () => {
    expect(toMfaError({ status: 429, body: { title: 'Too many requests' } }).code).to.equal('rate-limited');
  });

  for (const code of MFA_ERROR_CODES) {
    it(`takes ${code} from a gateway that says it`, () => {
      expect(toMfaError({ status: 400, body: { code, title: 'x', status: 400 } }).code).to.equal(code);
    });
  }

  it('reads what a gateway adds', () => {
    const body = { code: 'invalid-code', detail: 'Not this one', attemptsRemaining: 2, retryAfter: 30 };
    const error = toMfaError({ status: 400, body, receivedAt: 1000 });
    expect(error).to.include({ attemptsLeft: 2, retryAt: 31_000, backendMessage: 'Not this one' });
  });

  it('prefers the Retry-After header to the body', () => {
    expect(toMfaError({ status: 429, body: { retryAfter: 30 }, retryAt: 5, receivedAt: 1 }).retryAt).to.equal(
      5,
    );
  });

  const DAY_S = 86_400;
  const RECEIVED = 1_893_456_000_000;
  const waits: [fields: object, seconds: number | undefined][] = [
    [{ retryAfter: DAY_S }, DAY_S],
    [{ retryAfter: DAY_S + 1 }, undefined],
    [{ retryAfter: 99_999_999_999 }, undefined],
    [{ resendAt: RECEIVED + DAY_S * 1000 }, DAY_S],
    [{ resendAt: RECEIVED + DAY_S * 1000 + 1 }, undefined],
    [{ resendAt: '9999-12-31T23:59:59Z' }, undefined],
    [{ retryAfter: 99_999_999_999, resendAt: RECEIVED + 30_000 }, 30],
  ];
  for (const [fields, seconds] of waits) {
    it(`takes ${JSON.stringify(fields)} for a wait of ${seconds ?? 'no'} seconds`, () => {
      const { retryAt } = toMfaError({ status: 429, body: fields, receivedAt: RECEIVED });
      expect(retryAt).to.equal(seconds === undefined ? undefined : RECEIVED + seconds * 1000);
    });
  }

  it('says nothing of a code under an error without a body, as a page is', () => {
    for (const status of [400, 401, 403, 404, 409, 422, 500])
      expect(toMfaError({ status, body: undefined }).code).to.not.contain('code');
  });

  it('puts the time of a resend on the local clock', () => {
    const answer = { status: 429, clockSkewMs: 60_000, receivedAt: 1_893_456_000_000 };
    expect(toMfaError({ ...answer, body: { resendAt: 1_893_456_090_000 } }).retryAt).to.equal(
      1_893_456_030_000,
    );
    expect(toMfaError({ ...answer, body: { resendAt: '2030-01-01T00:01:00Z' } }).retryAt).to.equal(
      Date.parse('2030-01-01T00:00:00Z'),
    );
  });

  it('leaves out what has a wrong type', () => {
    const body = {
      code: {},
      message: [],
      attemptsRemaining: '2',
      retryAfter: -1,
      resendAt: 'soon',
      traceId: 7,
    };
    const error = toMfaError({ status: 400, body, receivedAt: 1 });
    expect(error).to.include({ code: 'misconfigured', message: 'CIAM HTTP 400' });
    expect([error.attemptsLeft, error.retryAt, error.backendMessage]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('tells the developer code, status and trace, but not the message', () => {
    const body = { code: '10008', message: 'incorrect otp 123456 for +12025550406', traceId: 'abc-1' };
    const error = toMfaError({ status: 400, body });
    expect(error.message).to.equal('CIAM 10008, HTTP 400, trace abc-1');
    expect(error.backendMessage).to.equal(body.message);
  });

  it('lets no text of odd shape into the message', () => {
    const error = toMfaError({ status: 400, body: { code: '<b>x</b>', traceId: 'a b' } });
    expect(error.message).to.equal('CIAM HTTP 400');
  });
});
