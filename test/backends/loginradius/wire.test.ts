import { expect } from 'chai';
import { readSession, readState, time } from '../../../src/backends/loginradius/wire.js';
import { failureOf } from '../../support/failure-of.js';

const TOKENS = { access_token: 'abc', refresh_token: 'def', expires_in: '2030-01-01T00:00:00.1234567Z' };

describe('LoginRadius wire', () => {
  for (const [where, body] of Object.entries({
    'the root': { ...TOKENS },
    Data: { Data: [{ Uid: 'u' }, TOKENS] },
    'Data, alone': { Data: TOKENS },
    Profile: { Profile: { Uid: 'u', ...TOKENS } },
    'Profile, past a nil token': {
      access_token: '00000000-0000-0000-0000-000000000000',
      Profile: { ...TOKENS },
    },
  })) {
    it(`finds the tokens in ${where}`, () => {
      expect(readSession(body)).to.deep.include(TOKENS);
    });
  }

  it('leaves out what the profile has of the password', () => {
    const Profile = { Uid: 'u', Password: 'a hash' };
    expect(readSession({ ...TOKENS, Profile })).to.deep.equal({ ...TOKENS, Profile: { Uid: 'u' } });
    expect(readSession({ Data: [Profile, TOKENS] })).to.deep.equal({ ...TOKENS, Profile: { Uid: 'u' } });
  });

  it('leaves out a time that stands for none', () => {
    const session = readSession({
      access_token: 'abc',
      expires_in: '0001-01-01T00:00:00',
      refresh_token: null,
    });
    expect(session).to.deep.equal({ access_token: 'abc' });
  });

  for (const [written, expected] of [
    ['2030-01-01T00:00:00Z', 1_893_456_000_000],
    ['2030-01-01T00:00:00', 1_893_456_000_000],
    ['2030-01-01T00:00:00.1239999Z', 1_893_456_000_123],
    ['2030-01-01T02:00:00+02:00', 1_893_456_000_000],
    ['0001-01-01T00:00:00', undefined],
    ['tomorrow', undefined],
    ['2030-13-45T00:00:00Z', undefined],
    [7199, undefined],
    [null, undefined],
  ] as const) {
    it(`reads ${written} as a time`, () => {
      expect(time(written)).to.equal(expected);
    });
  }

  it('reads a state whose every field has a wrong type as one with nothing in it', () => {
    const fields = {
      SecondFactorAuthenticationToken: {},
      ExpireIn: 7,
      QRCode: [],
      ManualEntryCode: 12,
      IsAuthenticatorVerified: 'true',
      IsOTPAuthenticatorVerified: null,
      OTPPhoneNo: 406,
      OTPStatus: 'sent',
      Email: 'jdoe@example.com',
      EmailOTPStatus: [],
      SecurityQuestions: [null, 7, { QuestionId: 'q1' }, { Question: 'What?' }],
    };
    expect(readState(fields)).to.deep.equal({ kinds: [], isSmsSent: false, emails: [], questions: [] });
  });

  it('knows the older name of the authenticator, and takes it once', () => {
    expect(readState({ IsGoogleAuthenticatorVerified: true }).kinds).to.deep.equal(['totp']);
    const both = { IsGoogleAuthenticatorVerified: true, IsAuthenticatorVerified: true };
    expect(readState(both).kinds).to.deep.equal(['totp']);
  });

  for (const body of [undefined, null, 'text', []]) {
    it(`takes ${JSON.stringify(body)} for no state`, async () => {
      const error = await failureOf(Promise.resolve().then(() => readState(body)));
      expect(error.code).to.equal('bad-response');
    });
  }
});
