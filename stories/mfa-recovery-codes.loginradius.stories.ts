/** `<mfa-recovery-codes>` on a whole LoginRadius tenant in the page, which shows codes once and burns them by a GET. */
import type { Meta } from '@storybook/web-components-vite';
import type { MfaRecoveryCodes } from '../src/elements/recovery-codes/recovery-codes.js';
import { inputPart, part, settled } from '../test/support/page.js';
import { reach } from './support/flow-scenes.js';
import { makeLoginRadius, SET_UP, showWith, type LoginRadiusBackend } from './support/loginradius.js';
import type { StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Elements/mfa-recovery-codes/LoginRadius', component: 'mfa-recovery-codes' };
export default meta;

interface Scene {
  readonly element: MfaRecoveryCodes;
  readonly backend: LoginRadiusBackend;
}

export const Offered = story({
  status: 'idle',
  parts: ['intro', 'show', 'make'],
  setup: async (stage) => (await offering(stage)).element,
});

export const NotAnswered = story({
  status: 'loading',
  parts: ['show'],
  async setup(stage) {
    const { element, backend } = await offering(stage);
    backend.hang();
    void element.show();
    return element;
  },
});

export const Shown = story({
  status: 'shown',
  parts: ['codes', 'copy', 'download', 'print', 'saved'],
  setup: async (stage) => (await showing(stage)).element,
});

export const NotSaved = story({
  status: 'shown',
  parts: ['saved-error'],
  async setup(stage) {
    const { element } = await showing(stage);
    part(element, 'continue')?.click();
    await settled(element);
    return element;
  },
});

export const Saved = story({
  status: 'acknowledged',
  parts: ['done'],
  async setup(stage) {
    const { element } = await showing(stage);
    inputPart(element, 'saved').click();
    part(element, 'continue')?.click();
    return element;
  },
});

/** They were shown before: the service refuses to show them again, and new ones can be made. */
export const ShownBefore = story({
  status: 'empty',
  parts: ['empty', 'make'],
  async setup(stage) {
    const { element, backend } = await offering(stage);
    await backend.client.recoveryCodes();
    await element.show();
    return element;
  },
});

/** The old ones stop working: it is asked first. */
export const MakeNewOnes = story({
  status: 'asking',
  parts: ['question', 'make', 'keep'],
  async setup(stage) {
    const { element } = await offering(stage);
    part(element, 'make')?.click();
    return reach(element, 'asking');
  },
});

export const NewOnes = story({
  status: 'shown',
  parts: ['codes'],
  async setup(stage) {
    const { element } = await offering(stage);
    await element.regenerate();
    return element;
  },
});

export const ServerTrouble = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const { element, backend } = await offering(stage);
    backend.break();
    await element.show();
    return element;
  },
});

async function offering(stage: StoryStage): Promise<Scene> {
  const backend = makeLoginRadius({ has: SET_UP.phone });
  await backend.signIn();
  return { element: await showWith(stage, 'mfa-recovery-codes', backend), backend };
}

async function showing(stage: StoryStage): Promise<Scene> {
  const scene = await offering(stage);
  await scene.element.show();
  await settled(scene.element);
  return scene;
}
