/** A hundred fields or screens that come to a page at once: the work from there to painted. */
import { asScript } from '../../test/support/e2e-browser.js';
import { floorEntry } from './floor/floor.js';
import type { Contest } from './contest.js';
import type { Path } from './in-page.js';
import type { Subject, Visitor } from './visitor.js';
import { workOf } from './work.js';

const COUNT = 100;

/** The thread's own time: a processor that is four times slower takes four times as long, on both sides of a ratio. */
export const mount: Contest = {
  name: `${COUNT} on one page, work of the main thread`,
  unit: 'ms',
  subjects: {
    ours: {
      entry: `import '/src/define/mfa-code-input.ts';`,
      target: ['mfa-code-input:last-of-type > input'],
    },
    verify: {
      entry: `import '/src/define/mfa-otp-verify.ts';`,
      target: ['mfa-otp-verify:last-of-type > input'],
    },
    floor: {
      entry: floorEntry('Boxes'),
      target: ['floor-boxes:last-of-type', 'input:last-of-type'],
    },
    painted: {
      entry: floorEntry('Painted'),
      target: ['floor-painted:last-of-type', 'input'],
    },
    wa: {
      entry: `import '@awesome.me/webawesome/dist/components/otp-input/otp-input.js';`,
      target: ['wa-otp-input:last-of-type', 'input'],
    },
  },
  goals: [
    { text: 'mfa-code-input / six boxes of one Lit element', ours: 'ours', against: 'floor', limit: 1.2 },
    { text: 'mfa-code-input / wa-otp-input', ours: 'ours', against: 'wa', limit: 1 },
    { text: 'mfa-code-input / six spans painted from one input', ours: 'ours', against: 'painted' },
    { text: 'mfa-otp-verify / six boxes of one Lit element', ours: 'verify', against: 'floor', limit: 2.5 },
  ],
  take: (visitor, subject) => workOfMounts(visitor, subject),
  test: { burden: { mount: 1 }, adds: COUNT },
};

function workOfMounts(visitor: Visitor, subject: Subject): Promise<number> {
  return visitor.visit(subject, {}, async ({ page, cdp }) => {
    const script = asScript(mountAll, { target: subject.target, count: COUNT });
    const [work = NaN] = await workOf(cdp, [{ start: 'mount', end: 'mounted' }], () => page.evaluate(script));
    return work;
  });
}

/** Runs in the page. */
async function mountAll({ target, count }: { target: Path; count: number }): Promise<void> {
  const [tag = ''] = target[0]!.split(':');
  await customElements.whenDefined(tag);
  // What the load has left to be done is done by then.
  for (let frame = 0; frame < 3; frame++) await window.speed.frame();
  performance.mark('mount');
  document.querySelector('main')!.innerHTML = `<${tag}></${tag}>`.repeat(count);
  await window.speed.painted(() => !!window.speed.shown(target));
  performance.mark('mounted');
}
