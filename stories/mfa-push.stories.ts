import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { PushStatus } from '../src/flows/push-state.js';
import { NEVER, reach } from './support/flow-scenes.js';
import { push, SECOND_MS, type PushScene } from './support/push-scenes.js';
import { SetClock } from './support/story-clock.js';
import { story, type SceneStory } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-push',
  component: 'mfa-push',
  tags: ['autodocs'],
};
export default meta;

/** The button has been pressed, and this is where it led. */
function pressed(status: PushStatus, parts: readonly string[], scene: PushScene = {}): SceneStory {
  return story({ status, parts, setup: async (stage) => reach(await push(stage, scene), status) });
}

export const Ready = story({
  status: 'ready',
  parts: ['intro', 'send'],
  setup: (stage) => push(stage, {}, false),
});

export const Sending = pressed('sending', ['send'], { client: { sendPush: NEVER } });

export const Proving = pressed('proving', ['proof'], {
  client: { sendPush: () => Promise.reject(new MfaError('proof-required', { proof: 'password' })) },
});

/** The number to match, which the phone shows too. */
export const Waiting = pressed('waiting', ['title', 'words', 'number', 'hint', 'resend-wait']);

export const WaitingWithoutNumber = pressed('waiting', ['title', 'words', 'hint', 'resend-wait'], {
  client: {},
  challenge: { number: undefined as unknown as string, deviceName: undefined as unknown as string },
});

/** The wait is over: another can be sent, and this one can be answered still. */
export const CanSendAgain = pressed('waiting', ['number', 'timer', 'resend'], { laterMs: 31 * SECOND_MS });

export const CanRemember = pressed('waiting', ['remember'], {
  client: { remembersDevices: true },
  element: { rememberDevice: true },
});

export const Offline = story({
  status: 'waiting',
  parts: ['number', 'trouble'],
  async setup(stage) {
    const element = await push(stage, { answer: new MfaError('network') });
    await reach(element, 'waiting');
    return element;
  },
});

/** Somebody has set the clock of the machine: what is left, only the backend knows. */
export const MayHaveExpired = pressed('waiting', ['expiry-hint', 'resend'], {
  Clock: SetClock,
  laterMs: 301 * SECOND_MS,
});

export const Verified = pressed('verified', ['done'], { answer: 'approved' });

export const Denied = pressed('denied', ['denied', 'denied-hint'], { answer: new MfaError('push-denied') });

export const Expired = pressed('expired', ['expired'], { answer: new MfaError('challenge-expired') });

export const WrongNumber = pressed('failed', ['error'], { answer: new MfaError('invalid-code') });

export const Failed = pressed('failed', ['error', 'send'], {
  client: { sendPush: () => Promise.reject(new MfaError('delivery-failed')) },
});

export const Ended = pressed('ended', ['error', 'restart'], { answer: new MfaError('unauthenticated') });
