import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import { inputPart, part, settled } from '../test/support/page.js';
import { CODES, flow, NEVER, reach, type FlowBackend } from './support/flow-scenes.js';
import type { StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-recovery-codes',
  component: 'mfa-recovery-codes',
  tags: ['autodocs'],
};
export default meta;

export const Playground = playground(
  (stage) => flow(stage, 'mfa-recovery-codes', { element: stage.args }),
  '<mfa-recovery-codes endpoint="/mfa" issuer="Halcyon Bank" account-label="alex@example.com"></mfa-recovery-codes>',
  { issuer: 'Halcyon Bank', accountLabel: 'alex@example.com', confirm: false },
);

export const Idle = story({
  status: 'idle',
  parts: ['intro', 'show', 'make'],
  setup: (stage) => flow(stage, 'mfa-recovery-codes'),
});

export const Asking = story({
  status: 'asking',
  parts: ['question', 'make', 'keep'],
  async setup(stage) {
    const element = await flow(stage, 'mfa-recovery-codes');
    part(element, 'make')?.click();
    return reach(element, 'asking');
  },
});

export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('proof-required', { proof: 'password' }));
    const element = await flow(stage, 'mfa-recovery-codes', { client: { recoveryCodes: failing } });
    void element.show();
    return reach(element, 'proving');
  },
});

export const Loading = story({
  status: 'loading',
  parts: ['show'],
  async setup(stage) {
    const element = await flow(stage, 'mfa-recovery-codes', { client: { recoveryCodes: NEVER } });
    void element.show();
    return element;
  },
});

export const Shown = story({
  status: 'shown',
  parts: ['codes', 'copy', 'download', 'print', 'saved', 'continue'],
  setup: (stage) => showing(stage),
});

export const Acknowledged = story({
  status: 'acknowledged',
  parts: ['done'],
  async setup(stage) {
    const element = await showing(stage);
    inputPart(element, 'saved').click();
    part(element, 'continue')?.click();
    return element;
  },
});

export const Empty = story({
  status: 'empty',
  parts: ['empty', 'make'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('recovery-codes-shown'));
    const element = await flow(stage, 'mfa-recovery-codes', { client: { recoveryCodes: failing } });
    await element.show();
    return element;
  },
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('timeout'));
    const element = await flow(stage, 'mfa-recovery-codes', { client: { recoveryCodes: failing } });
    await element.show();
    return element;
  },
});

/** The backend tells which of them have been used. */
export const SomeUsed = story({
  status: 'shown',
  parts: ['codes', 'left', 'used'],
  setup: (stage) =>
    showing(stage, {
      client: { recoveryCodes: () => Promise.resolve({ codes: CODES, used: CODES.slice(1, 4) }) },
    }),
});

/** One code has to be typed back before going on. */
export const TypedBack = story({
  status: 'shown',
  parts: ['typed', 'saved-error'],
  async setup(stage) {
    const element = await showing(stage, {}, { confirm: true });
    inputPart(element, 'typed').value = 'ab12c';
    part(element, 'continue')?.click();
    await settled(element);
    return element;
  },
});

/** Backends differ in how their codes look. */
export const LongCodes = story({
  status: 'shown',
  parts: ['codes'],
  setup: (stage) =>
    showing(stage, {
      client: {
        recoveryCodes: () =>
          Promise.resolve({ codes: CODES.map((code) => code.replace('-', '') + 'X9kPq2Lm') }),
      },
    }),
});

export const Themed = story({
  status: 'shown',
  parts: ['codes'],
  setup: (stage) => showing(stage, {}, { className: 'themed' }),
});

async function showing(
  stage: StoryStage,
  backend: FlowBackend = {},
  element: Readonly<Record<string, unknown>> = {},
) {
  const codes = await flow(stage, 'mfa-recovery-codes', { ...backend, element });
  await codes.show();
  await settled(codes);
  return codes;
}
