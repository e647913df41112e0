/** How long the wait before another code becomes, and what is left of it after a reload. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { cooldownSeconds, SendSeries } from '../../src/flows/send-series.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { memoryRecords } from '../support/flows.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const KEY = 'page';

void describe('SendSeries', () => {
  void it('doubles the wait up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 99].map((sends) => cooldownSeconds(sends, 30))).to.deep.equal([
      30, 60, 120, 240, 300, 300,
    ]);
    expect(cooldownSeconds(3, 600), 'the first one is longer').to.equal(600);
    expect(cooldownSeconds(3, 0)).to.equal(0);
  });

  void describe('after a reload', () => {
    /** What the page after it sees, when the clock is set back meanwhile. */
    function reloaded(
      setBackMs: number,
      records = memoryRecords(),
    ): { series: SendSeries; clock: FakeClock; left: ReturnType<SendSeries['restore']> } {
      const clock = fakeClock();
      const sent = { id: '1', channel: 'sms', resumable: true } as const;
      if (!records.text())
        new SendSeries(clock, { records, recordKey: KEY }).sent(sent, clock.now() + 300 * SECOND);
      clock.advance(SECOND);
      clock.set(clock.now() - setBackMs);
      const series = new SendSeries(clock, { records, recordKey: KEY });
      return { series, clock, left: series.restore() };
    }

    for (const [what, backMs] of [
      ['an hour', HOUR],
      ['a year', 365 * 24 * HOUR],
    ] as const) {
      void it(`never waits longer than before, nor has a code longer, though the clock was set back by ${what}`, () => {
        const { series, clock, left } = reloaded(backMs);
        expect(series.resendAt?.remainingMs).to.equal(30 * SECOND);
        expect(left?.expiresAt).to.equal(clock.now() + 300 * SECOND);
      });

      void it(`nor for a challenge that the page shows again, set back by ${what}`, () => {
        const { series, clock } = reloaded(backMs);
        const end = series.shown({ id: '1', channel: 'sms' }, undefined);
        expect([series.resendAt?.remainingMs, end]).to.deep.equal([30 * SECOND, clock.now() + 300 * SECOND]);
      });
    }

    void it('waits no longer than a series can where an older version kept no more than the end', () => {
      const records = memoryRecords();
      const readyAt = fakeClock().now() + 30 * SECOND;
      records.write(KEY, { sends: 2, readyAt });
      expect(reloaded(0, records).series.resendAt?.remainingSeconds).to.equal(29);
      expect(reloaded(HOUR, records).series.resendAt?.remainingSeconds).to.equal(300);
    });
  });
});
