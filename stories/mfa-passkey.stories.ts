import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { PasskeyStatus } from '../src/flows/passkey-state.js';
import { NEVER, reach } from './support/flow-scenes.js';
import { passkey, type PasskeyScene } from './support/passkey-scenes.js';
import { make } from './support/stage.js';
import { playground, story, type SceneStory } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-passkey',
  component: 'mfa-passkey',
  tags: ['autodocs'],
  argTypes: { mode: { control: 'select', options: ['use', 'create'] } },
};
export default meta;

export const Playground = playground(
  async (stage) => {
    const element = make('mfa-passkey', { endpoint: '/mfa', ...stage.args });
    await stage.show(element);
    return element;
  },
  '<mfa-passkey mode="use" endpoint="/mfa"></mfa-passkey>',
  { mode: 'use' },
);

/** The button has been pressed, and this is where it led. */
function pressed(status: PasskeyStatus, parts: readonly string[], scene: PasskeyScene): SceneStory {
  return story({
    status,
    parts,
    setup: async (stage) => reach(await passkey(stage, scene), status),
  });
}

export const Ready = story({
  status: 'ready',
  parts: ['intro', 'begin'],
  setup: (stage) => passkey(stage, {}, false),
});

/** The backend takes a name before the passkey is made. */
export const ReadyToCreate = story({
  status: 'ready',
  parts: ['intro', 'name-input', 'begin'],
  setup: (stage) => passkey(stage, { mode: 'create', client: { namesPasskeys: 'begin' } }, false),
});

export const CanRemember = story({
  status: 'ready',
  parts: ['begin', 'remember'],
  setup: (stage) =>
    passkey(stage, { client: { remembersDevices: true }, element: { rememberDevice: true } }, false),
});

export const Unavailable = story({
  status: 'unavailable',
  parts: ['unavailable', 'restart'],
  setup: (stage) => passkey(stage, { isAvailable: false }, false),
});

export const UnavailableToCreate = story({
  status: 'unavailable',
  parts: ['unavailable'],
  setup: (stage) => passkey(stage, { mode: 'create', isAvailable: false }, false),
});

export const Preparing = pressed('preparing', ['begin', 'cancel'], { client: { beginPasskey: NEVER } });

export const Asking = pressed('asking', ['intro', 'begin', 'cancel'], { dialog: 'open' });

export const Checking = pressed('checking', ['begin'], { client: { verifyPasskey: NEVER } });

export const Verified = pressed('verified', ['done'], {});

export const Proving = pressed('proving', ['proof'], {
  mode: 'create',
  client: {
    beginPasskeyEnrollment: () => Promise.reject(new MfaError('proof-required', { proof: 'password' })),
  },
});

export const Naming = pressed('naming', ['intro', 'name-input', 'save'], {
  mode: 'create',
  client: { namesPasskeys: 'activate' },
});

export const NameTaken = story({
  status: 'naming',
  parts: ['name-input', 'error'],
  async setup(stage) {
    const activatePasskey = () => Promise.reject(new MfaError('name-taken'));
    const client = { namesPasskeys: 'activate' as const, activatePasskey };
    const element = await reach(await passkey(stage, { mode: 'create', client }), 'naming');
    await element.submit();
    return element;
  },
});

export const Created = pressed('created', ['done'], { mode: 'create' });

export const Failed = pressed('failed', ['error', 'begin'], {
  dialog: new MfaError('passkey-cancelled'),
});

export const NotCreated = pressed('failed', ['error', 'begin'], {
  mode: 'create',
  dialog: new MfaError('passkey-cancelled'),
});

export const AlreadyThere = pressed('failed', ['error', 'begin'], {
  mode: 'create',
  dialog: new MfaError('passkey-registered'),
});

export const NotAllowed = pressed('failed', ['error', 'begin'], {
  dialog: new MfaError('passkey-not-allowed'),
});

export const WrongDomain = pressed('failed', ['error', 'begin'], {
  dialog: new MfaError('passkey-wrong-domain'),
});

export const NothingThere = pressed('failed', ['error', 'begin'], {
  dialog: new MfaError('passkey-unavailable'),
});

export const Refused = pressed('failed', ['error', 'begin'], {
  client: { verifyPasskey: () => Promise.reject(new MfaError('invalid-code')) },
});

export const HasToWait = story({
  status: 'failed',
  parts: ['error', 'wait', 'begin'],
  async setup(stage) {
    const element = await passkey(stage, {}, false);
    const retryAt = element.clock!.now() + 90_000;
    const client = element.client!;
    client.beginPasskey = () => Promise.reject(new MfaError('rate-limited', { retryAt }));
    await element.submit();
    return element;
  },
});

export const Ended = pressed('ended', ['error', 'restart'], {
  client: { beginPasskey: () => Promise.reject(new MfaError('unauthenticated')) },
});
