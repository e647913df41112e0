/** `<mfa-challenge>` on a whole LoginRadius tenant in the page: nothing here is said in advance. */
import type { Meta } from '@storybook/web-components-vite';
import type { MfaChallenge } from '../src/elements/challenge/challenge.js';
import type { MfaSecurityQuestions } from '../src/elements/security-questions/security-questions.js';
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

const meta: Meta = { title: 'Flows/mfa-challenge/LoginRadius', component: 'mfa-challenge' };
export default meta;

const { phone, email, questions } = SET_UP;
const EVERYTHING = { ...phone, ...email, ...questions };

interface Scene {
  readonly element: MfaChallenge;
  readonly backend: LoginRadiusBackend;
}

/** The page has not asked for a password yet. */
export const BeforeThePassword = story({
  status: 'idle',
  setup: (stage) => showWith(stage, 'mfa-challenge', makeLoginRadius()),
});

/** Nothing is set up, and the tenant wants a second factor of everybody. */
export const NothingSetUp = story({
  status: 'choosing',
  parts: ['timer', 'title', 'ways', 'way'],
  setup: async (stage) => (await begun(stage, 'choosing')).element,
});

/** The page lets people go on without. */
export const NothingSetUpOptional = story({
  status: 'choosing',
  parts: ['ways', 'skip'],
  setup: async (stage) => (await begun(stage, 'choosing', optional)).element,
});

export const WentOnWithout = story({
  status: 'skipped',
  parts: ['done'],
  async setup(stage) {
    const { element } = await begun(stage, 'choosing', optional);
    part(element, 'skip')?.click();
    return reach(element, 'skipped');
  },
});

/** Nothing is set up, and nothing is wanted: the password was enough. */
export const PasswordWasEnough = story({
  status: 'completed',
  parts: ['done'],
  setup: async (stage) => (await begun(stage, 'completed', { tenant: { mfa: 'optional' } })).element,
});

/** The key was in the answer to the password, and is read from the address of a picture that is never loaded. */
export const SetUpAnApp = story({
  status: 'enrolling',
  parts: ['steps', 'qr', 'another'],
  setup: async (stage) => (await settingUpApp(stage)).element,
});

export const AppIsSetUp = story({
  status: 'completed',
  parts: ['done'],
  async setup(stage) {
    const { element, backend } = await settingUpApp(stage);
    fillCode(element, backend.sandbox.authenticatorCode(ALEX.userName, APP) ?? '');
    await settled(element);
    await element.renderRoot.querySelector('mfa-totp-enroll')?.submit();
    return reach(element, 'completed');
  },
});

export const SetUpAPhone = story({
  status: 'enrolling',
  parts: ['input', 'submit', 'another'],
  setup: async (stage) => choose((await begun(stage, 'choosing')).element, 'Text message'),
});

/** The number counts once its code was right. */
export const CodeToANewPhone = story({
  status: 'enrolling',
  parts: ['resend-wait', 'intro'],
  async setup(stage) {
    const { element } = await begun(stage, 'choosing');
    await choose(element, 'Text message');
    inputPart(element).value = ALEX.phoneNumber;
    await element.renderRoot.querySelector('mfa-otp-request')?.submit();
    await until(() => element.renderRoot.querySelector('mfa-otp-verify')?.status === 'ready');
    return element;
  },
});

export const SetUpQuestions = story({
  status: 'enrolling',
  parts: ['select', 'answer'],
  async setup(stage) {
    const element = await choose((await begun(stage, 'choosing')).element, 'Security');
    await until(() => part(element, 'select'));
    return element;
  },
});

/** With a phone set up, the login has sent the code by itself: it is not sent again. */
export const CodeSentByLogin = story({
  status: 'answering',
  parts: ['title', 'intro', 'another'],
  setup: async (stage) => (await begun(stage, 'answering', { has: EVERYTHING })).element,
});

export const WrongCode = story({
  status: 'answering',
  parts: ['error'],
  async setup(stage) {
    const { element, backend } = await begun(stage, 'answering', { has: EVERYTHING });
    await enter(element, backend.wrongCode());
    await until(() => part(element, 'error')?.textContent.trim());
    return element;
  },
});

/** The tenant suspends an account after too many wrong codes, and says for how long. */
export const Suspended = story({
  status: 'answering',
  async setup(stage) {
    const settings = { maxAttempts: 1 };
    const { element, backend } = await begun(stage, 'answering', { has: EVERYTHING, settings });
    await enter(element, backend.wrongCode());
    await until(() => element.renderRoot.querySelector('mfa-otp-verify')?.status === 'blocked');
    return element;
  },
});

export const EveryWay = story({
  status: 'choosing',
  parts: ['ways', 'way', 'back'],
  async setup(stage) {
    const { element } = await begun(stage, 'answering', { has: EVERYTHING, app: true });
    part(element, 'another')?.click();
    await settled(element);
    return element;
  },
});

/** One address, and nothing else: the login has sent the code there. */
export const CodeByEmail = story({
  status: 'answering',
  parts: ['intro'],
  setup: async (stage) => (await begun(stage, 'answering', { has: email })).element,
});

export const CodeOfAnApp = story({
  status: 'answering',
  parts: ['title', 'submit'],
  setup: async (stage) => (await begun(stage, 'answering', { app: true })).element,
});

export const InByAnApp = story({
  status: 'completed',
  parts: ['done'],
  async setup(stage) {
    const { element, backend } = await begun(stage, 'answering', { app: true });
    await enter(element, backend.sandbox.authenticatorCode(ALEX.userName, APP) ?? '');
    return reach(element, 'completed');
  },
});

export const AnswerQuestions = story({
  status: 'answering',
  parts: ['question', 'answer', 'submit'],
  setup: async (stage) => (await answering(stage)).element,
});

export const WrongAnswers = story({
  status: 'answering',
  parts: ['error', 'answer'],
  async setup(stage) {
    const { element, child } = await answering(stage);
    for (const input of child.renderRoot.querySelectorAll('input')) input.value = 'I forgot';
    await child.submit();
    return element;
  },
});

export const RecoveryCode = story({
  status: 'answering',
  parts: ['recovery-input', 'submit'],
  async setup(stage) {
    const { element } = await begun(stage, 'answering', { app: true });
    part(element, 'another')?.click();
    await settled(element);
    return choose(element, 'Recovery');
  },
});

/** The ticket of the login is good for ten minutes. */
export const TookTooLong = story({
  status: 'ended',
  parts: ['error'],
  async setup(stage) {
    const { element, backend } = await begun(stage, 'choosing');
    backend.clock.advance(601_000);
    return reach(element, 'ended');
  },
});

/** The page hands over the answer to a wrong password. */
export const NoLogin = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const backend = makeLoginRadius();
    const login = await backend.login('not the password');
    return reach(await showWith(stage, 'mfa-challenge', backend, { login }), 'failed');
  },
});

const optional: LoginRadiusOptions = { more: { optionalTwoFactorAuthentication: true } };

/** The password was right, and its answer is with the element. */
async function begun(
  stage: StoryStage,
  status: MfaChallenge['status'],
  options: LoginRadiusOptions = {},
): Promise<Scene> {
  const backend = makeLoginRadius(options);
  const login = await backend.login();
  const element = await showWith(stage, 'mfa-challenge', backend, { login });
  await reach(element, status);
  await settled(element);
  return { element, backend };
}

async function settingUpApp(stage: StoryStage): Promise<Scene> {
  const scene = await begun(stage, 'choosing');
  await choose(scene.element, 'Authenticator');
  await until(() => part(scene.element, 'qr'));
  return scene;
}

async function answering(stage: StoryStage): Promise<Scene & { child: MfaSecurityQuestions }> {
  const scene = await begun(stage, 'choosing', { has: questions, app: true });
  await choose(scene.element, 'Security');
  const child = await until(() => scene.element.renderRoot.querySelector('mfa-security-questions'));
  await reach(child, 'ready');
  await settled(scene.element);
  return { ...scene, child };
}

async function enter(element: MfaChallenge, code: string): Promise<void> {
  fillCode(element, code);
  await settled(element);
  await element.renderRoot.querySelector('mfa-otp-verify')?.submit();
}

async function choose(element: MfaChallenge, start: string): Promise<MfaChallenge> {
  const ways = [...element.renderRoot.querySelectorAll<HTMLElement>('[part~=way]')];
  ways.find((way) => way.textContent.trim().startsWith(start))?.click();
  await settled(element);
  return element;
}
