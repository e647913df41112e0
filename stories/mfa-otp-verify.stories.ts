import type { Meta } from '@storybook/web-components-vite';
import type { MfaClient } from '../src/core/client.js';
import { MfaError } from '../src/core/mfa-error.js';
import { until } from '../test/support/page.js';
import { ALEX, makeBackend } from './support/backend.js';
import { showOutbox } from './support/outbox.js';
import { make } from './support/stage.js';
import { playground, story } from './support/story.js';
import { check, codeSent, enter } from './support/verify-scenes.js';

const meta: Meta = {
  title: 'Elements/mfa-otp-verify',
  component: 'mfa-otp-verify',
  tags: ['autodocs'],
  argTypes: { deviceType: { control: 'select', options: ['sms', 'email', 'voice', 'totp'] } },
};
export default meta;

export const Playground = playground(async (stage) => {
  const { element, backend } = await codeSent(stage, { element: stage.args });
  showOutbox(stage, backend);
  return element;
}, '<mfa-otp-verify endpoint="/mfa"></mfa-otp-verify>');

export const Idle = story({
  status: 'idle',
  parts: ['intro'],
  async setup(stage) {
    const { client } = await makeBackend();
    const element = make('mfa-otp-verify', { client });
    await stage.show(element);
    return element;
  },
});

export const Ready = story({
  status: 'ready',
  parts: ['intro', 'resend-wait', 'submit'],
  setup: async (stage) => (await codeSent(stage)).element,
});

export const Verifying = story({
  status: 'verifying',
  parts: ['submit'],
  async setup(stage) {
    const scene = await codeSent(stage);
    await enter(scene, scene.backend.sentCode());
    scene.backend.hang();
    void scene.element.submit();
    return scene.element;
  },
});

/** The account is locked: the backend wants the password along with the code. */
export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input', 'proof-submit', 'proof-cancel'],
  async setup(stage) {
    const verifyOtp: NonNullable<MfaClient['verifyOtp']> = () =>
      Promise.reject(new MfaError('proof-required', { proof: 'password' }));
    const scene = await codeSent(stage, { client: { verifyOtp } });
    await enter(scene, scene.backend.sentCode());
    void scene.element.submit();
    await until(() => scene.element.status === 'proving');
    return scene.element;
  },
});

export const Resending = story({
  status: 'resending',
  parts: ['resend'],
  async setup(stage) {
    const { element, backend } = await codeSent(stage, { element: { resendDelay: 0 } });
    backend.hang();
    void element.resend();
    return element;
  },
});

export const Expired = story({
  status: 'expired',
  parts: ['error', 'resend'],
  async setup(stage) {
    const { element, backend } = await codeSent(stage);
    backend.clock.advance(backend.sandbox.settings.codeLifetimeMs);
    return element;
  },
});

export const Blocked = story({
  status: 'blocked',
  parts: ['error', 'timer'],
  async setup(stage) {
    const scene = await codeSent(stage);
    const code = scene.backend.sentCode();
    scene.backend.sandbox.lock(ALEX.userName, 900);
    await check(scene, code);
    return scene.element;
  },
});

export const Ended = story({
  status: 'ended',
  parts: ['error'],
  async setup(stage) {
    const scene = await codeSent(stage);
    scene.backend.signOut();
    await check(scene, scene.backend.sentCode());
    return scene.element;
  },
});

export const Verified = story({
  status: 'verified',
  parts: ['done'],
  async setup(stage) {
    const scene = await codeSent(stage);
    await check(scene, scene.backend.sentCode());
    return scene.element;
  },
});
