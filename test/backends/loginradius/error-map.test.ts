import { expect } from 'chai';
import { toMfaError } from '../../../src/backends/loginradius/error-map.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';

/** Every row of contract B.6. */
const TABLE: [codes: number[], expected: MfaErrorCode, message?: string][] = [
  [[1067, 1185, 1188], 'invalid-code'],
  [[1102], 'invalid-code'],
  [[1128, 1129], 'invalid-code'],
  [[1094, 1091, 1092], 'invalid-answer'],
  [[966], 'invalid-proof'],
  [[1068, 1069, 1070, 1186, 1187], 'code-expired'],
  [[1068, 1069, 1070, 1186, 1187], 'code-used', 'The OTP has already been used'],
  [[1103, 1104, 1193], 'unauthenticated'],
  [[1105, 1192, 1260], 'invalid-code'],
  [[1105, 1192, 1260], 'invalid-answer', 'Too few security answers'],
  [[1072], 'delivery-failed'],
  [[1071, 1281], 'misconfigured'],
  [[1179], 'rate-limited'],
  [[1096, 1117], 'invalid-destination'],
  [[1106], 'already-enrolled'],
  [[1250], 'misconfigured'],
  [[1097, 1098, 1099, 1100, 1101, 1256, 1257, 1259, 1277, 1279], 'not-enrolled'],
  [[1191, 1298, 1299, 1313, 1327, 1328], 'not-enrolled'],
  [[1121, 1258], 'misconfigured'],
  [[1127], 'recovery-codes-shown'],
  [[1132, 1148], 'proof-required'],
  [[1198, 1264, 991, 1164, 1165], 'locked'],
  [[1176], 'misconfigured'],
  [[901, 920, 922], 'misconfigured'],
  [[905, 906], 'unauthenticated'],
];

const shape = { IsProviderError: false, ProviderErrorResponse: null };

describe('LoginRadius toMfaError', () => {
  for (const [codes, expected, message = 'It did not work'] of TABLE) {
    for (const code of codes) {
      it(`calls ${code} '${message}' ${expected}`, () => {
        const body = { Description: 'd', Message: message, ErrorCode: code, ...shape };
        for (const status of [403, 200, 429]) {
          const error = toMfaError({ status, body });
          expect(error.code).to.equal(expected);
          expect(error.backendMessage).to.equal(message);
        }
        expect(toMfaError({ status: 403, body: { ...body, ErrorCode: String(code) } }).code).to.equal(
          expected,
        );
      });
    }
  }

  it('names the proof', () => {
    const proofOf = (ErrorCode: number): unknown => toMfaError({ status: 403, body: { ErrorCode } }).proof;
    expect(proofOf(1132)).to.equal('captcha');
    expect(proofOf(1148)).to.equal('security-questions');
    expect(proofOf(1067)).to.equal(undefined);
  });

  const statuses: [status: number, expected: MfaErrorCode][] = [
    [200, 'server'],
    [400, 'misconfigured'],
    [401, 'unauthenticated'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [405, 'misconfigured'],
    [429, 'rate-limited'],
    [500, 'server'],
    [503, 'server'],
  ];
  for (const [status, expected] of statuses) {
    it(`falls back to ${expected} for HTTP ${status}`, () => {
      for (const body of [undefined, null, 'text', 7, [], {}, { ErrorCode: {} }, { ErrorCode: 999_999 }]) {
        expect(toMfaError({ status, body }).code).to.equal(expected);
      }
    });
  }

  it('calls no answers a code, whatever language the service speaks', () => {
    for (const ErrorCode of [1105, 1192, 1260]) {
      const answer = { status: 403, body: { ErrorCode, Message: 'Zu wenig' } };
      expect([toMfaError(answer).code, toMfaError(answer, 'answers').code]).to.deep.equal([
        'invalid-code',
        'invalid-answer',
      ]);
    }
  });

  it('gives the time to wait, and puts nothing of the vendor into its message', () => {
    const body = { ErrorCode: 1179, Message: 'code 123456', Description: 'secret' };
    const error = toMfaError({ status: 403, body, retryAt: 5 });
    expect(error.retryAt).to.equal(5);
    expect(error.message).to.equal('LoginRadius 1179, HTTP 403');
    expect(toMfaError({ status: 403, body: { ErrorCode: 1, Description: 'd' } }).backendMessage).to.equal(
      'd',
    );
    expect(toMfaError({ status: 403, body: { ErrorCode: 1, Message: {} } }).backendMessage).to.equal(
      undefined,
    );
  });
});
