import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { PushEnrollStatus } from '../src/flows/push-enroll-state.js';
import { NEVER, reach } from './support/flow-scenes.js';
import { asOnPhone } from './support/phone.js';
import { pushEnroll, SECOND_MS, type PushEnrollScene } from './support/push-scenes.js';
import { SetClock } from './support/story-clock.js';
import { story, type SceneStory } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-push-enroll',
  component: 'mfa-push-enroll',
  tags: ['autodocs'],
};
export default meta;

/** The button has been pressed, and this is where it led. */
function pressed(
  status: PushEnrollStatus,
  parts: readonly string[],
  scene: PushEnrollScene = {},
): SceneStory {
  return story({ status, parts, setup: async (stage) => reach(await pushEnroll(stage, scene), status) });
}

export const Idle = story({
  status: 'idle',
  parts: ['intro', 'begin'],
  setup: (stage) => pushEnroll(stage, {}, false),
});

export const Creating = pressed('creating', ['begin'], { client: { beginPushEnrollment: NEVER } });

export const Proving = pressed('proving', ['proof'], {
  client: {
    beginPushEnrollment: () => Promise.reject(new MfaError('proof-required', { proof: 'password' })),
  },
});

export const Scanning = pressed('scanning', ['steps', 'qr', 'timer', 'start-over']);

/** The app is on the same device, which cannot scan itself. */
export const OnPhone = story({
  status: 'scanning',
  parts: ['qr', 'open-app'],
  async setup(stage) {
    const element = await asOnPhone(() => pushEnroll(stage));
    return reach(element, 'scanning');
  },
});

export const Offline = pressed('scanning', ['qr', 'trouble'], { answer: new MfaError('network') });

/** Somebody has set the clock of the machine: what is left, only the backend knows. */
export const MayHaveExpired = pressed('scanning', ['expiry-hint', 'start-over'], {
  Clock: SetClock,
  laterMs: 601 * SECOND_MS,
});

export const Enrolled = pressed('enrolled', ['done'], { answer: 'approved' });

export const Failed = pressed('failed', ['error', 'begin'], { answer: new MfaError('challenge-expired') });

export const HasToWait = pressed('failed', ['error', 'wait', 'begin'], {
  client: {
    beginPushEnrollment: () =>
      Promise.reject(new MfaError('rate-limited', { retryAt: Date.now() + 90 * SECOND_MS })),
  },
});

export const Ended = pressed('ended', ['error', 'restart'], { answer: new MfaError('unauthenticated') });
