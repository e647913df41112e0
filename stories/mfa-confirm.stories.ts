import type { Meta } from '@storybook/web-components-vite';
import type { MfaClient, SecondStep } from '../src/core/client.js';
import { MfaError } from '../src/core/mfa-error.js';
import type { ConfirmStatus } from '../src/flows/confirm-state.js';
import type { MfaConfirm } from '../src/elements/confirm/confirm.js';
import { isAnyOpen } from '../src/elements/confirm/one-at-a-time.js';
import '../src/define/mfa-confirm.js';
import { part, until } from '../test/support/page.js';
import { FACTORS, NEVER } from './support/flow-scenes.js';
import { make } from './support/stage.js';
import { StoryClock } from './support/story-clock.js';
import { playground, story, type SceneStory } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-confirm',
  component: 'mfa-confirm',
  tags: ['autodocs'],
};
export default meta;

const REASON = 'Send 250 € to Ada';
const MINUTE_MS = 60_000;

function held(properties: Readonly<Record<string, unknown>>): MfaConfirm {
  const element = make('mfa-confirm', { reason: REASON, ...properties });
  const send = document.createElement('button');
  send.textContent = 'Send';
  element.append(send);
  return element;
}

export const Playground = playground(
  async (stage) => {
    const element = held({ endpoint: '/mfa', ...stage.args });
    await stage.show(element);
    return element;
  },
  '<mfa-confirm endpoint="/mfa" reason="Send 250 € to Ada">\n  <button>Send</button>\n</mfa-confirm>',
  { reason: REASON },
);

/** The button has been pressed, and this is what the dialog shows: its second step, or the question for the password. */
function asking(
  challenge: string,
  parts: readonly string[],
  client: (clock: StoryClock) => Partial<MfaClient>,
  after: (element: MfaConfirm, clock: StoryClock) => void = () => undefined,
  status: ConfirmStatus = 'asking',
): SceneStory {
  return story({
    status,
    parts,
    setup: async (stage) => {
      const clock = new StoryClock();
      const element = held({ clock, client: { ...BASE, ...client(clock) } });
      await stage.show(element);
      // The dialog of the story before, which has left the page a moment ago.
      await until(() => !isAnyOpen());
      element.querySelector('button')?.click();
      await until(() =>
        challenge === 'proving'
          ? part(element, 'proof-input')
          : element.shadowRoot?.querySelector('mfa-challenge')?.status === challenge,
      );
      after(element, clock);
      await until(() => element.status === status);
      return element;
    },
  });
}

const BASE: MfaClient = {
  channels: ['totp', 'sms'],
  takesDestination: false,
  requestOtp: () => Promise.resolve({ id: 'c1', channel: 'totp' }),
  verifyOtp: () => Promise.resolve({}),
};

const has = (more: Partial<SecondStep>): (() => Partial<MfaClient>) => {
  const step = { factors: [], enrollable: [], required: true, ...more };
  return () => ({ secondStep: () => Promise.resolve(step) });
};

const fails = (error: MfaError) => (): Partial<MfaClient> => ({ secondStep: () => Promise.reject(error) });

export const Idle = story({
  status: 'idle',
  setup: async (stage) => {
    const element = held({ client: BASE });
    await stage.show(element);
    return element;
  },
});

export const Loading = asking('loading', ['title', 'words', 'loading', 'cancel'], () => ({
  secondStep: NEVER,
}));

export const AskingForACode = asking(
  'answering',
  ['title', 'submit', 'cancel'],
  has({ factors: [FACTORS.totp] }),
);

export const AskingForThePassword = asking(
  'proving',
  ['title', 'proof', 'proof-input', 'proof-submit', 'proof-cancel'],
  () => ({
    secondStep: () => Promise.resolve({ factors: [], enrollable: [], required: true }),
    verifyPassword: NEVER,
  }),
);

export const Choosing = asking(
  'choosing',
  ['title', 'ways', 'cancel'],
  has({ factors: [FACTORS.totp, FACTORS.sms] }),
);

export const NothingSetUp = asking('unusable', ['title', 'error', 'restart', 'cancel'], has({}));

export const NotOnThisPage = asking(
  'unusable',
  ['title', 'error', 'restart', 'cancel'],
  has({ factors: [{ id: 'x', kind: 'security-questions', active: true }] }),
);

export const Offline = asking('failed', ['error', 'retry', 'cancel'], fails(new MfaError('network')));

export const SessionOver = asking(
  'ended',
  ['error', 'restart', 'cancel'],
  fails(new MfaError('unauthenticated')),
);

export const TooLate = asking('ended', ['error', 'restart', 'cancel'], (clock) => ({
  secondStep: () =>
    Promise.resolve({
      factors: [FACTORS.totp],
      enrollable: [],
      required: true,
      expiresAt: clock.now() - MINUTE_MS,
    }),
}));

export const Cancelled = asking(
  'answering',
  [],
  has({ factors: [FACTORS.totp] }),
  (element) => element.cancel(),
  'cancelled',
);
