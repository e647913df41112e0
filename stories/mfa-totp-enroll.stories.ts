import type { Meta } from '@storybook/web-components-vite';
import { showApp } from './support/outbox.js';
import { beginPairing, enrolling, enter, pairing, proving, rightCode } from './support/enroll-scenes.js';
import { make } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-totp-enroll',
  component: 'mfa-totp-enroll',
  tags: ['autodocs'],
};
export default meta;

export const Playground = playground(
  async (stage) => {
    const { element, backend } = await enrolling(stage, { element: stage.args });
    showApp(stage, backend, () => element.renderRoot.querySelector('[part~=name]')?.textContent ?? '');
    return element;
  },
  '<mfa-totp-enroll endpoint="/mfa" issuer="Halcyon Bank" account-label="alex@example.com"></mfa-totp-enroll>',
  { issuer: 'Halcyon Bank', accountLabel: 'alex@example.com' },
);

/** Nothing is asked of the backend before the element is in sight. */
export const Idle = story({
  status: 'idle',
  async setup(stage) {
    const fold = make('details', {}, make('summary', { textContent: 'Set up an authenticator app' }));
    return (await enrolling(stage, { into: fold })).element;
  },
});

export const Naming = story({
  status: 'naming',
  parts: ['name-input', 'continue'],
  setup: async (stage) => (await enrolling(stage)).element,
});

export const Creating = story({
  status: 'creating',
  parts: ['continue'],
  async setup(stage) {
    const scene = await enrolling(stage);
    scene.backend.hang();
    void beginPairing(scene);
    return scene.element;
  },
});

/** The backend wants the password before it makes a key. */
export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input', 'proof-submit', 'proof-cancel'],
  setup: async (stage) => (await proving(stage, 'password')).element,
});

export const Pairing = story({
  status: 'pairing',
  parts: ['qr', 'submit'],
  setup: async (stage) => (await pairing(stage)).element,
});

export const Activating = story({
  status: 'activating',
  parts: ['qr', 'submit'],
  async setup(stage) {
    const scene = await pairing(stage);
    await enter(scene, rightCode(scene));
    scene.backend.hang();
    void scene.element.submit();
    return scene.element;
  },
});

export const Activated = story({
  status: 'activated',
  parts: ['done'],
  async setup(stage) {
    const scene = await pairing(stage);
    await enter(scene, rightCode(scene));
    await scene.element.submit();
    return scene.element;
  },
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const scene = await pairing(stage);
    scene.backend.clock.advance(scene.backend.sandbox.settings.totpLifetimeMs);
    return scene.element;
  },
});
