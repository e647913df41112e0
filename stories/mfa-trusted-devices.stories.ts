import type { Meta } from '@storybook/web-components-vite';
import type { MfaClient } from '../src/core/client.js';
import { MfaError } from '../src/core/mfa-error.js';
import type { MfaTrustedDevices } from '../src/elements/trusted-devices/trusted-devices.js';
import { part, settled, until } from '../test/support/page.js';
import { DEVICES, flow, NEVER, reach } from './support/flow-scenes.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Flows/mfa-trusted-devices',
  component: 'mfa-trusted-devices',
  tags: ['autodocs'],
};
export default meta;

type Roles = Partial<MfaClient>;

export const Playground = playground(
  (stage) => flow(stage, 'mfa-trusted-devices', { client: roles(), element: stage.args }),
  '<mfa-trusted-devices backend="ciam" endpoint="/mfa"></mfa-trusted-devices>',
);

/** There is no client yet. */
export const Idle = story({
  status: 'idle',
  parts: ['title', 'loading'],
  async setup(stage) {
    const element = make('mfa-trusted-devices');
    await stage.show(element);
    return element;
  },
});

export const Loading = story({
  status: 'loading',
  parts: ['title', 'loading'],
  setup: (stage) => flow(stage, 'mfa-trusted-devices', { client: roles({ listTrustedDevices: NEVER }) }),
});

export const Ready = story({
  status: 'ready',
  parts: ['title', 'devices', 'name', 'this', 'place', 'date', 'until', 'remove', 'remove-all'],
  setup: (stage) => listing(stage),
});

export const Empty = story({
  status: 'empty',
  parts: ['empty'],
  setup: (stage) => listing(stage, { listTrustedDevices: () => Promise.resolve([]) }, 'empty'),
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  setup: (stage) =>
    listing(stage, { listTrustedDevices: () => Promise.reject(new MfaError('timeout')) }, 'failed'),
});

export const SessionOver = story({
  status: 'failed',
  parts: ['error', 'restart'],
  setup: (stage) =>
    listing(stage, { listTrustedDevices: () => Promise.reject(new MfaError('unauthenticated')) }, 'failed'),
});

export const Asking = story({
  status: 'asking',
  parts: ['task', 'task-title', 'confirm', 'cancel'],
  setup: async (stage) => press(await listing(stage), 'remove'),
});

export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input', 'proof-submit'],
  async setup(stage) {
    const forgetTrustedDevice = () => Promise.reject(new MfaError('proof-required', { proof: 'password' }));
    const element = await press(await listing(stage, { forgetTrustedDevice }), 'remove');
    await press(element, 'confirm');
    return reach(element, 'proving');
  },
});

export const Saving = story({
  status: 'saving',
  parts: ['confirm'],
  async setup(stage) {
    const element = await press(await listing(stage, { forgetTrustedDevice: NEVER }), 'remove');
    await press(element, 'confirm');
    return reach(element, 'saving');
  },
});

export const AskingForAll = story({
  status: 'asking',
  parts: ['task', 'confirm'],
  setup: async (stage) => press(await listing(stage), 'remove-all'),
});

export const Removed = story({
  status: 'ready',
  parts: ['note', 'devices'],
  async setup(stage) {
    let list = DEVICES;
    const element = await listing(stage, {
      listTrustedDevices: () => Promise.resolve(list),
      forgetTrustedDevice: (device) => {
        list = list.filter(({ id }) => id !== device.id);
        return Promise.resolve();
      },
    });
    await press(await press(element, 'remove'), 'confirm');
    await until(() => element.status === 'ready' && part(element, 'note')?.hidden === false);
    return element;
  },
});

export const NotRemoved = story({
  status: 'asking',
  parts: ['error', 'confirm'],
  async setup(stage) {
    const forgetTrustedDevice = () => Promise.reject(new MfaError('server'));
    const element = await press(await listing(stage, { forgetTrustedDevice }), 'remove');
    await press(element, 'confirm');
    await until(() => part(element, 'error'));
    return reach(element, 'asking');
  },
});

/** A backend that only lists, and says nothing but an id. */
export const OnlyListed = story({
  status: 'ready',
  parts: ['devices', 'name'],
  setup: (stage) =>
    listing(stage, {
      listTrustedDevices: () => Promise.resolve([{ id: 'x' }]),
      forgetTrustedDevice: undefined as never,
      forgetAllTrustedDevices: undefined as never,
    }),
});

export const Themed = story({
  status: 'ready',
  parts: ['devices'],
  setup: (stage) => listing(stage, {}, 'ready', { className: 'themed' }),
});

function roles(more: Roles = {}): Roles {
  return {
    listTrustedDevices: () => Promise.resolve(DEVICES),
    forgetTrustedDevice: () => Promise.resolve(),
    forgetAllTrustedDevices: () => Promise.resolve(),
    ...more,
  };
}

async function listing(
  stage: StoryStage,
  client: Roles = {},
  status: MfaTrustedDevices['status'] = 'ready',
  element: Readonly<Record<string, unknown>> = {},
): Promise<MfaTrustedDevices> {
  const shown = await flow(stage, 'mfa-trusted-devices', { client: roles(client), element });
  await reach(shown, status);
  await settled(shown);
  return shown;
}

async function press(element: MfaTrustedDevices, name: string): Promise<MfaTrustedDevices> {
  part(element, name)?.click();
  await settled(element);
  return element;
}
