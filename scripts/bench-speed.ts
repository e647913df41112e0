/**
 * `npm run bench:speed -- [--rounds 9] [--only boot] [--self-test]`: the goals for time, as ratios within one run.
 * Times of different runs or machines cannot be compared; those of one round can, and only their ratios count.
 *
 * Ends with 1 where a goal is missed by more than the noise of the rounds explains. `--self-test` lays work of a known
 * length on each page instead, and ends with 1 where a measure does not show it.
 */
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/support/e2e-browser.js';
import { boots } from './speed/boot.js';
import { hold, type Contest } from './speed/contest.js';
import { firstKey, laterKeys } from './speed/keystroke.js';
import { mount } from './speed/mount.js';
import { qrCold, qrWarm } from './speed/qr.js';
import { report, reportTest } from './speed/report.js';
import { Visitor } from './speed/visitor.js';
import { wakesHidden, wakesShown } from './speed/wakes.js';

const CONTESTS: Record<string, Contest> = {
  ...boots,
  mount,
  'first-key': firstKey,
  'later-keys': laterKeys,
  'qr-cold': qrCold,
  'qr-warm': qrWarm,
  'wakes-shown': wakesShown,
  'wakes-hidden': wakesHidden,
};

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    only: { type: 'string', multiple: true, default: Object.keys(CONTESTS) },
    'self-test': { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);

const browser = await launchBrowser();
const visitor = await Visitor.start(browser);
try {
  for (const name of options.only) {
    const contest = CONTESTS[name];
    if (!contest) throw new Error(`There is no ${name}. There are: ${Object.keys(CONTESTS).join(', ')}`);
    const passed = options['self-test']
      ? await reportTest(visitor, contest, rounds)
      : report(contest, await hold(visitor, contest, rounds));
    if (!passed) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await visitor.close();
}
