import { expect } from 'chai';
import type { ErrorsDescription } from '../../../src/backends/rest/index.js';
import { toMfaError } from '../../../src/backends/rest/error-map.js';
import { MFA_ERROR_CODES, type MfaErrorCode } from '../../../src/core/mfa-error.js';

const NOW = 1_900_000_000_000;
const answer = (status: number, body?: unknown, retryAt?: number) => ({
  status,
  body,
  receivedAt: NOW,
  ...(retryAt !== undefined && { retryAt }),
});
const whole: ErrorsDescription = {
  code: 'error.code|error',
  codes: { WRONG: 'invalid-code', '42': 'locked', PW: 'proof-required' },
  statuses: { '404': 'not-enrolled' },
  message: 'error.text',
  retryAfter: 'wait',
  attemptsLeft: 'left',
};

describe('failures of a described backend', () => {
  const ROWS: [status: number, body: unknown, call: ErrorsDescription | undefined, expected: MfaErrorCode][] =
    [
      [400, { error: { code: 'WRONG' } }, undefined, 'invalid-code'],
      [400, { error: 'WRONG' }, undefined, 'invalid-code'],
      [400, { error: 42 }, undefined, 'locked'],
      [400, { error: 'WRONG' }, { codes: { WRONG: 'invalid-answer' } }, 'invalid-answer'],
      [400, { other: 'OLD' }, { code: 'other', codes: { OLD: 'code-expired' } }, 'code-expired'],
      [200, { valid: false }, { code: 'valid', codes: { false: 'invalid-code' } }, 'invalid-code'],
      [404, undefined, undefined, 'not-enrolled'],
      [404, undefined, { statuses: { '404': 'challenge-expired' } }, 'challenge-expired'],
      [404, { error: 'WRONG' }, undefined, 'invalid-code'],
      // The codes of our own contract need no map.
      [422, { error: { code: 'code-used' } }, undefined, 'code-used'],
      [401, {}, undefined, 'unauthenticated'],
      [410, {}, undefined, 'challenge-expired'],
      [423, {}, undefined, 'locked'],
      [429, {}, undefined, 'rate-limited'],
      [400, { error: 'toString' }, undefined, 'misconfigured'],
      [503, undefined, undefined, 'server'],
      [200, {}, undefined, 'bad-response'],
    ];
  for (const [status, body, call, expected] of ROWS) {
    it(`HTTP ${status} ${JSON.stringify({ body, call })} is ${expected}`, () => {
      expect(toMfaError(answer(status, body), [call, whole]).code).to.equal(expected);
    });
  }

  const statuses: ErrorsDescription['statuses'] = {
    '400': 'invalid-code',
    '401': 'invalid-answer',
    '403': 'invalid-proof',
    '409': 'code-used',
    '404': 'not-enrolled',
    '503': 'locked',
  };
  for (const [status, asJson, asPage] of [
    [400, 'invalid-code', 'misconfigured'],
    [401, 'invalid-answer', 'unauthenticated'],
    [403, 'invalid-proof', 'misconfigured'],
    [409, 'code-used', 'misconfigured'],
    [404, 'not-enrolled', 'not-enrolled'],
    [503, 'locked', 'locked'],
  ] as const) {
    it(`HTTP ${status} that is described as ${asJson} is ${asPage} of a page`, () => {
      const page = { ...answer(status), isPage: true } as const;
      expect(toMfaError(answer(status), [{ statuses }]).code).to.equal(asJson);
      expect(toMfaError(page, [{ statuses }]).code).to.equal(asPage);
    });
  }

  describe('where a code was sent to be checked', () => {
    const CHECKS: [status: number, body: unknown, expected: MfaErrorCode][] = [
      [400, undefined, 'invalid-code'],
      [403, {}, 'invalid-code'],
      [422, { error: 'E_UNKNOWN' }, 'invalid-code'],
      [400, { error: { code: 'PW' } }, 'proof-required'],
      [400, { error: 'code-expired' }, 'code-expired'],
      [401, {}, 'unauthenticated'],
      [404, {}, 'not-enrolled'],
      [405, {}, 'misconfigured'],
      [409, {}, 'misconfigured'],
      [429, {}, 'rate-limited'],
      [500, {}, 'server'],
      [200, {}, 'bad-response'],
    ];
    for (const [status, body, expected] of CHECKS) {
      it(`HTTP ${status} ${JSON.stringify({ body })} is ${expected}`, () => {
        expect(toMfaError(answer(status, body), [whole], true).code).to.equal(expected);
      });
    }

    for (const status of [400, 403, 422]) {
      it(`HTTP ${status} of a page is no judgement`, () => {
        const page = { ...answer(status), isPage: true } as const;
        expect(toMfaError(page, [], true).code).to.equal('misconfigured');
        expect(toMfaError(answer(status), [], false).code).to.equal('misconfigured');
      });
    }
  });

  it('takes a code by its beginning: the whole word first, then the longest', () => {
    const codes = {
      'INVALID*': 'invalid-code',
      'INVALID_PHONE*': 'invalid-destination',
      INVALID_PHONE_X: 'limit-reached',
      '*': 'not-enrolled',
    } as const;
    const code = (error: string) => toMfaError(answer(400, { error }), [{ code: 'error', codes }]).code;
    expect(code('INVALID_CODE : the words')).to.equal('invalid-code');
    expect(code('INVALID_PHONE_NUMBER : the words')).to.equal('invalid-destination');
    expect(code('INVALID_PHONE_X')).to.equal('limit-reached');
    expect(code('OTHER')).to.equal('not-enrolled');
  });

  const DAY_S = 86_400;
  for (const [wait, seconds] of [
    [DAY_S, DAY_S],
    [DAY_S + 1, undefined],
    ['99999999999', undefined],
    ['9999-12-31T23:59:59Z', undefined],
  ] as const) {
    it(`takes ${JSON.stringify(wait)} for a wait of ${seconds ?? 'no'} seconds`, () => {
      const { retryAt } = toMfaError(answer(429, { wait }), [whole]);
      expect(retryAt).to.equal(seconds === undefined ? undefined : NOW + seconds * 1000);
    });
  }

  it('takes every code of ours as it is', () => {
    for (const code of MFA_ERROR_CODES)
      expect(toMfaError(answer(400, { error: code }), [whole]).code).to.equal(code);
  });

  it('needs no description at all', () => {
    expect(toMfaError(answer(429), [undefined, undefined])).to.include({
      code: 'rate-limited',
      message: 'REST HTTP 429',
    });
  });

  it('tells when to try again: the header first, then seconds of the body', () => {
    expect(toMfaError(answer(429, { wait: 9 }, 1234), [whole]).retryAt).to.equal(1234);
    expect(toMfaError(answer(429, { wait: 9 }), [whole]).retryAt).to.equal(NOW + 9000);
    expect(toMfaError(answer(429, { wait: 'long' }), [whole]).retryAt).to.equal(undefined);
    const own: ErrorsDescription = { retryAfter: { path: 'until', as: 'epoch-s' } };
    expect(toMfaError(answer(429, { until: NOW / 1000 + 5 }), [own, whole]).retryAt).to.equal(NOW + 5000);
  });

  it('counts attempts only where the number is one', () => {
    const left = (value: unknown) => toMfaError(answer(400, { left: value }), [whole]).attemptsLeft;
    expect(left(2)).to.equal(2);
    expect(left(0)).to.equal(0);
    for (const value of [-1, 1.5, '2', null]) expect(left(value)).to.equal(undefined);
  });

  it('keeps the words of the backend apart, and its codes only where they look like codes', () => {
    const error = toMfaError(answer(400, { error: { code: 'My code is 123456', text: 'Wrong!' } }), [whole]);
    expect(error.backendMessage).to.equal('Wrong!');
    expect(error.message).to.equal('REST HTTP 400');
  });

  it('names the proof that is wanted', () => {
    expect(toMfaError(answer(400, { error: 'PW' }), [whole]).proof).to.equal('password');
    expect(toMfaError(answer(400, { error: 'PW' }), [{ proof: 'step-up' }, whole]).proof).to.equal('step-up');
    expect(toMfaError(answer(400, { error: 'WRONG' }), [{ proof: 'step-up' }, whole]).proof).to.equal(
      undefined,
    );
  });
});
