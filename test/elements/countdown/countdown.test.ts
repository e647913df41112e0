import { expect } from 'chai';
import { MfaCountdown } from '../../../src/elements/countdown/countdown.js';
import '../../../src/define/mfa-countdown.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { clearPage, part, settled, spoken } from '../../support/page.js';

const SECOND = 1000;

let clock: FakeClock;

async function open(settings: Partial<MfaCountdown>): Promise<MfaCountdown> {
  const countdown = new MfaCountdown();
  Object.assign(countdown, { clock, ...settings });
  document.body.append(countdown);
  await settled(countdown);
  return countdown;
}

const time = (countdown: MfaCountdown): string | undefined => part(countdown, 'time')?.textContent;

describe('mfa-countdown', () => {
  beforeEach(() => (clock = fakeClock()));
  afterEach(clearPage);

  for (const [seconds, text] of [
    [0, '0:00'],
    [9, '0:09'],
    [60, '1:00'],
    [272, '4:32'],
    [3600, '1:00:00'],
    [3872, '1:04:32'],
  ] as const) {
    it(`shows ${seconds} s as ${text}`, async () => {
      expect(time(await open({ seconds }))).to.equal(text);
    });
  }

  it('shows nothing without a deadline', async () => {
    const countdown = await open({});
    expect(time(countdown)).to.equal(undefined);
    expect(countdown.remainingMs).to.equal(undefined);
  });

  it('goes by the deadline, ends once, and says so', async () => {
    const countdown = await open({ deadline: clock.now() + 2 * SECOND });
    let ended = 0;
    countdown.addEventListener('mfa-countdown-ended', () => ended++);
    clock.advance(SECOND);
    await settled(countdown);
    expect(time(countdown)).to.equal('0:01');
    clock.sleep(60 * SECOND);
    clock.advance(60 * SECOND);
    await settled(countdown);
    expect([time(countdown), ended, spoken(countdown).polite]).to.deep.equal(['0:00', 1, 'Time is up.']);
    expect(clock.pending).to.equal(0);
  });

  it('takes a new deadline', async () => {
    const countdown = await open({ deadline: clock.now() + SECOND });
    clock.advance(SECOND);
    countdown.deadline = clock.now() + 30 * SECOND;
    await settled(countdown);
    expect(time(countdown)).to.equal('0:30');
    clock.advance(SECOND);
    await settled(countdown);
    expect(time(countdown)).to.equal('0:29');
  });

  it('is right when it comes back to the page', async () => {
    const countdown = await open({ deadline: clock.now() + 30 * SECOND });
    countdown.remove();
    expect(clock.pending).to.equal(0);
    clock.advance(10 * SECOND);
    document.body.append(countdown);
    await settled(countdown);
    expect(time(countdown)).to.equal('0:20');
  });
});
