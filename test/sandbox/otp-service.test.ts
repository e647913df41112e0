import { expect } from 'chai';
import { DEFAULT_SETTINGS } from '../../src/sandbox/options.js';
import { OtpService } from '../../src/sandbox/otp-service.js';
import { Outbox } from '../../src/sandbox/outbox.js';
import { systemRandomBytes } from '../../src/sandbox/random.js';
import type { Refusal } from '../../src/sandbox/refusal.js';
import { TotpService } from '../../src/sandbox/totp-service.js';
import { ManualClock } from '../support/manual-clock.js';

function engine(maxAttempts = 3) {
  const settings = { ...DEFAULT_SETTINGS, maxAttempts };
  const clock = new ManualClock();
  const outbox = new Outbox(settings, clock, systemRandomBytes);
  const totp = new TotpService(settings, clock, systemRandomBytes);
  const otp = new OtpService(settings, clock, systemRandomBytes, outbox, totp);
  const lastCode = (): string => outbox.messages.at(-1)?.text.slice(0, 6) ?? '';
  const wrongCode = (): string => lastCode().slice(0, -1) + String((Number(lastCode().at(-1)) + 1) % 10);
  return { otp, lastCode, wrongCode };
}

const outcomeOf = (check: Promise<void>): Promise<string> =>
  check.then(
    () => 'right',
    (error: unknown) => (error as Refusal).reason,
  );

// Called directly, the checks below all pass the first look at the challenge before any of them has hashed its code.
describe('OtpService, asked several times at once', () => {
  it('takes a right code once', async () => {
    const { otp, lastCode } = engine();
    const { id } = await otp.send('jane', 'sms', '+12025550111');
    const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(otp.check(id, lastCode()))));
    expect(outcomes.sort()).to.deep.equal(['right', 'used', 'used']);
  });

  it('allows no more guesses than one after the other', async () => {
    const { otp, lastCode, wrongCode } = engine(3);
    const { id } = await otp.send('jane', 'sms', '+12025550111');
    const guesses = [wrongCode(), wrongCode(), wrongCode(), wrongCode(), lastCode()];
    const outcomes = await Promise.all(guesses.map((code) => outcomeOf(otp.check(id, code))));
    expect(outcomes.sort()).to.deep.equal([
      'locked',
      'locked',
      'too-many-attempts',
      'wrong-code',
      'wrong-code',
    ]);
  });

  it('leaves one challenge open of two that are started', async () => {
    const { otp } = engine();
    const start = () => otp.send('jane', 'sms', '+12025550111');
    const ids = (await Promise.all([start(), start()])).map(({ id }) => id);
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(otp.check(id, 'no code'))));
    expect(outcomes.sort()).to.deep.equal(['superseded', 'wrong-code']);
  });
});
