import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { PushEnrollStatus } from '../src/flows/push-enroll-state.js';
import { NEVER, reach } from './support/flow-scenes.js';
import { pushEnroll, type PushScene } from './support/push-scenes.js';
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
  scene: Pick<PushScene, 'client' | 'answer'> = {},
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

export const Enrolled = pressed('enrolled', ['done'], { answer: 'approved' });

export const Failed = pressed('failed', ['error', 'begin'], { answer: new MfaError('challenge-expired') });

export const Ended = pressed('ended', ['error', 'restart'], { answer: new MfaError('unauthenticated') });
