import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { MfaSettings } from '../src/elements/settings/settings.js';
import { fillCode, part, settled, until } from '../test/support/page.js';
import { makeBackend } from './support/backend.js';
import {
  DEVICES,
  FACTORS,
  fiveDaysBefore,
  flow,
  NEVER,
  reach,
  REQUIRED_FROM,
  type FlowBackend,
} from './support/flow-scenes.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = { title: 'Flows/mfa-settings', component: 'mfa-settings', tags: ['autodocs'] };
export default meta;

export const Playground = playground(
  (stage) => flow(stage, 'mfa-settings', { element: stage.args }),
  '<mfa-settings backend="ciam" endpoint="/mfa" issuer="Halcyon Bank"></mfa-settings>',
  { issuer: 'Halcyon Bank', accountLabel: 'alex@example.com' },
);

/** There is no client yet. */
export const Idle = story({
  status: 'idle',
  parts: ['loading'],
  async setup(stage) {
    const element = make('mfa-settings');
    await stage.show(element);
    return element;
  },
});

export const Loading = story({
  status: 'loading',
  parts: ['loading'],
  setup: (stage) => flow(stage, 'mfa-settings', { client: { factorSettings: NEVER } }),
});

export const Ready = story({
  status: 'ready',
  parts: ['factors', 'change', 'rename', 'remove', 'add', 'recovery'],
  setup: (stage) => listing(stage),
});

export const Empty = story({
  status: 'empty',
  parts: ['empty', 'add'],
  setup: (stage) => listing(stage, { settings: { factors: [], addable: ['totp', 'sms', 'email'] } }, 'empty'),
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  setup: (stage) =>
    listing(stage, { client: { factorSettings: () => Promise.reject(new MfaError('timeout')) } }, 'failed'),
});

export const SessionOver = story({
  status: 'failed',
  parts: ['error', 'restart'],
  setup: (stage) =>
    listing(
      stage,
      { client: { factorSettings: () => Promise.reject(new MfaError('unauthenticated')) } },
      'failed',
    ),
});

export const Adding = story({
  status: 'adding',
  parts: ['task', 'steps', 'cancel'],
  async setup(stage) {
    const element = await press(await listing(stage), 'add');
    await until(() => part(element, 'qr'));
    return element;
  },
});

export const Changing = story({
  status: 'changing',
  parts: ['task', 'input', 'cancel'],
  setup: async (stage) => press(await listing(stage), 'change'),
});

export const Renaming = story({
  status: 'renaming',
  parts: ['task', 'name-input', 'save'],
  setup: async (stage) => press(await listing(stage), 'rename'),
});

export const Removing = story({
  status: 'removing',
  parts: ['task', 'confirm', 'cancel'],
  setup: async (stage) => press(await listing(stage), 'remove'),
});

export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input', 'proof-submit'],
  async setup(stage) {
    const removeFactor = () => Promise.reject(new MfaError('proof-required', { proof: 'password' }));
    const element = await press(await listing(stage, { client: { removeFactor } }), 'remove');
    part(element, 'confirm')?.click();
    return reach(element, 'proving');
  },
});

export const Saving = story({
  status: 'saving',
  parts: ['confirm'],
  async setup(stage) {
    const element = await press(await listing(stage, { client: { removeFactor: NEVER } }), 'remove');
    part(element, 'confirm')?.click();
    return reach(element, 'saving');
  },
});

export const Codes = story({
  status: 'codes',
  parts: ['note', 'recovery', 'codes'],
  async setup(stage) {
    const element = await press(await listing(stage), 'add');
    const enroll = await until(() => element.renderRoot.querySelector('mfa-totp-enroll'));
    await until(() => enroll.status === 'pairing');
    await settled(element);
    fillCode(enroll, '123456');
    await settled(element);
    await enroll.submit();
    return reach(element, 'codes');
  },
});

/** The last factor of an account that needs one. */
export const LastOne = story({
  status: 'ready',
  parts: ['reason'],
  setup: (stage) => listing(stage, { settings: { factors: [FACTORS.totp], required: true } }),
});

export const NotRemoved = story({
  status: 'removing',
  parts: ['error', 'confirm'],
  async setup(stage) {
    const removeFactor = () => Promise.reject(new MfaError('server'));
    const element = await press(await listing(stage, { client: { removeFactor } }), 'remove');
    part(element, 'confirm')?.click();
    await until(() => part(element, 'error'));
    return reach(element, 'removing');
  },
});

/** A step-up: a factor is asked for again before a change. */
export const StepUp = story({
  status: 'proving',
  parts: ['proof', 'ways'],
  async setup(stage) {
    const client = {
      removeFactor: () => Promise.reject(new MfaError('proof-required', { proof: 'step-up' })),
      stepUp: () => ({
        verifyOtp: NEVER,
        secondStep: () =>
          Promise.resolve({ factors: [FACTORS.totp, FACTORS.sms], enrollable: [], required: true }),
      }),
    };
    const element = await press(await listing(stage, { client }), 'remove');
    part(element, 'confirm')?.click();
    await until(() => part(element, 'ways'));
    return element;
  },
});

/** A second step is needed from some day on, and nothing is set up yet. */
export const NeededSoon = story({
  status: 'empty',
  parts: ['due', 'empty', 'add'],
  setup: (stage) =>
    listing(
      stage,
      { settings: { factors: [], addable: ['totp', 'sms'], requiredFrom: REQUIRED_FROM } },
      'empty',
      { clock: fiveDaysBefore() },
    ),
});

/** Devices on which the person is not asked. */
export const WithTrustedDevices = story({
  status: 'ready',
  parts: ['factors', 'trusted', 'devices', 'remove-all'],
  async setup(stage) {
    const element = await listing(stage, {
      client: {
        listTrustedDevices: () => Promise.resolve(DEVICES),
        forgetTrustedDevice: () => Promise.resolve(),
        forgetAllTrustedDevices: () => Promise.resolve(),
      },
    });
    await until(() => part(element, 'devices'));
    return element;
  },
});

/** A backend that lists, adds and removes authenticator apps, and nothing else. */
export const AppsOnly = story({
  status: 'ready',
  parts: ['factors', 'remove', 'add'],
  async setup(stage) {
    const { client, clock, sandbox } = await makeBackend();
    sandbox.addAuthenticator('alex', 'My phone');
    const element = make('mfa-settings', { client, clock });
    await stage.show(element);
    return reach(element, 'ready');
  },
});

export const Themed = story({
  status: 'ready',
  parts: ['factors'],
  setup: (stage) => listing(stage, {}, 'ready', { className: 'themed' }),
});

async function listing(
  stage: StoryStage,
  backend: FlowBackend = {},
  status: MfaSettings['status'] = 'ready',
  properties: Readonly<Record<string, unknown>> = {},
): Promise<MfaSettings> {
  const element = await flow(stage, 'mfa-settings', { ...backend, element: properties });
  await reach(element, status);
  await settled(element);
  return element;
}

async function press(element: MfaSettings, name: string): Promise<MfaSettings> {
  part(element, name)?.click();
  await settled(element);
  return element;
}
