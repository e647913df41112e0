/** `<mfa-settings>` on a whole LoginRadius tenant in the page. */
import type { Meta } from '@storybook/web-components-vite';
import type { MfaSettings } from '../src/elements/settings/settings.js';
import { fillCode, inputPart, part, settled, until } from '../test/support/page.js';
import { ALEX } from './support/backend.js';
import { reach } from './support/flow-scenes.js';
import {
  APP,
  makeLoginRadius,
  SET_UP,
  showWith,
  type LoginRadiusBackend,
  type LoginRadiusOptions,
} from './support/loginradius.js';
import type { StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Flows/mfa-settings/LoginRadius', component: 'mfa-settings' };
export default meta;

const { phone, email, questions } = SET_UP;
const NEW_NUMBER = '+12025550188';

interface Scene {
  readonly element: MfaSettings;
  readonly backend: LoginRadiusBackend;
}

/** There is no session: only signing in again helps. */
export const SignedOut = story({
  status: 'failed',
  parts: ['error', 'restart'],
  setup: async (stage) => reach(await showWith(stage, 'mfa-settings', makeLoginRadius()), 'failed'),
});

export const NotAnswered = story({
  status: 'loading',
  parts: ['loading'],
  async setup(stage) {
    const backend = await signedIn();
    backend.hang();
    return showWith(stage, 'mfa-settings', backend);
  },
});

export const ServerTrouble = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const backend = await signedIn();
    backend.break();
    return reach(await showWith(stage, 'mfa-settings', backend), 'failed');
  },
});

export const NothingSetUp = story({
  status: 'empty',
  parts: ['empty', 'add'],
  setup: async (stage) => (await listing(stage, { has: {}, tenant: { mfa: 'optional' } }, 'empty')).element,
});

export const Everything = story({
  status: 'ready',
  parts: ['factors', 'change', 'remove', 'recovery'],
  setup: async (stage) =>
    (await listing(stage, { has: { ...phone, ...email, ...questions }, app: true })).element,
});

/** The last factor of a tenant that wants one: it stays, and it is said why. */
export const LastOne = story({
  status: 'ready',
  parts: ['reason', 'add'],
  setup: async (stage) => (await listing(stage)).element,
});

/** The tenant lets people set up an app and nothing else. */
export const AppsOnly = story({
  status: 'empty',
  parts: ['add'],
  setup: async (stage) =>
    (await listing(stage, { has: {}, tenant: { mfa: 'optional', factors: ['totp'] } }, 'empty')).element,
});

export const AddAnApp = story({
  status: 'adding',
  parts: ['task', 'steps', 'qr', 'cancel'],
  setup: async (stage) => (await addingApp(stage)).element,
});

export const AppAdded = story({
  status: 'ready',
  parts: ['note', 'factors', 'recovery'],
  async setup(stage) {
    const { element, backend } = await addingApp(stage);
    const enroll = await until(() => element.renderRoot.querySelector('mfa-totp-enroll'));
    fillCode(enroll, backend.sandbox.authenticatorCode(ALEX.userName, APP) ?? '');
    await settled(element);
    await enroll.submit();
    return reach(element, 'ready');
  },
});

export const AddQuestions = story({
  status: 'adding',
  parts: ['select', 'answer'],
  async setup(stage) {
    const { element } = await listing(stage);
    await press(element, 'Set up security questions');
    await until(() => part(element, 'select'));
    return element;
  },
});

export const ChangeTheNumber = story({
  status: 'changing',
  parts: ['task', 'input', 'cancel'],
  setup: async (stage) => press((await listing(stage)).element, 'Change'),
});

/** The old number counts until the code to the new one was right. */
export const CodeToTheNewNumber = story({
  status: 'changing',
  parts: ['task', 'intro', 'cancel'],
  setup: async (stage) => (await changing(stage)).element,
});

export const NumberChanged = story({
  status: 'ready',
  parts: ['note', 'factors'],
  async setup(stage) {
    const { element, backend } = await changing(stage);
    const verify = await until(() => element.renderRoot.querySelector('mfa-otp-verify'));
    fillCode(verify, backend.sentCode());
    await settled(element);
    await verify.submit();
    return reach(element, 'ready');
  },
});

export const RemoveAFactor = story({
  status: 'removing',
  parts: ['task', 'confirm', 'cancel'],
  setup: async (stage) => (await removing(stage)).element,
});

export const RemovingIt = story({
  status: 'saving',
  parts: ['confirm'],
  async setup(stage) {
    const { element, backend } = await removing(stage);
    backend.hang();
    part(element, 'confirm')?.click();
    return reach(element, 'saving');
  },
});

export const FactorRemoved = story({
  status: 'ready',
  parts: ['note'],
  async setup(stage) {
    const { element } = await removing(stage);
    part(element, 'confirm')?.click();
    return reach(element, 'ready');
  },
});

/** Something is wrong at the service: nobody knows whether it was removed, and the list shows what there is. */
export const NotRemoved = story({
  status: 'removing',
  parts: ['error'],
  async setup(stage) {
    const { element, backend } = await removing(stage);
    backend.sandbox.setFaults({ fail: 'server', onlyPath: 'authenticator' });
    part(element, 'confirm')?.click();
    await until(() => part(element, 'error'));
    return reach(element, 'removing');
  },
});

async function signedIn(options: LoginRadiusOptions = {}): Promise<LoginRadiusBackend> {
  const backend = makeLoginRadius({ has: phone, ...options });
  await backend.signIn();
  return backend;
}

async function listing(
  stage: StoryStage,
  options: LoginRadiusOptions = {},
  status: MfaSettings['status'] = 'ready',
): Promise<Scene> {
  const backend = await signedIn(options);
  const element = await showWith(stage, 'mfa-settings', backend);
  await reach(element, status);
  await settled(element);
  return { element, backend };
}

async function addingApp(stage: StoryStage): Promise<Scene> {
  const scene = await listing(stage);
  await press(scene.element, 'Add an authenticator app');
  await until(() => part(scene.element, 'qr'));
  return scene;
}

async function changing(stage: StoryStage): Promise<Scene> {
  const scene = await listing(stage);
  const { element } = scene;
  await press(element, 'Change');
  inputPart(element).value = NEW_NUMBER;
  await element.renderRoot.querySelector('mfa-otp-request')?.submit();
  await until(() => element.renderRoot.querySelector('mfa-otp-verify')?.status === 'ready');
  await settled(element);
  return scene;
}

async function removing(stage: StoryStage): Promise<Scene> {
  const scene = await listing(stage, { has: { ...phone, ...email } });
  await press(scene.element, 'Remove');
  return scene;
}

async function press(element: MfaSettings, label: string): Promise<MfaSettings> {
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  buttons.find((button) => button.textContent.trim().startsWith(label))?.click();
  await settled(element);
  return element;
}
