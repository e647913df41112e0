/** `<mfa-security-questions>` on a whole LoginRadius tenant in the page: at the sign-in, and in the account. */
import type { Meta } from '@storybook/web-components-vite';
import type { MfaSecurityQuestions } from '../src/elements/security-questions/security-questions.js';
import { settled } from '../test/support/page.js';
import { reach } from './support/flow-scenes.js';
import {
  ANSWERS,
  makeLoginRadius,
  SET_UP,
  showWith,
  type LoginRadiusBackend,
  type LoginRadiusOptions,
} from './support/loginradius.js';
import type { StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-security-questions/LoginRadius',
  component: 'mfa-security-questions',
};
export default meta;

const SESSION_MS = 7_200_000;

interface Scene {
  readonly element: MfaSecurityQuestions;
  readonly backend: LoginRadiusBackend;
}

// At the sign-in

export const Asked = story({
  status: 'ready',
  parts: ['question', 'answer', 'submit'],
  setup: async (stage) => (await asked(stage)).element,
});

export const Checking = story({
  status: 'submitting',
  parts: ['submit'],
  async setup(stage) {
    const { element, backend } = await asked(stage);
    backend.hang();
    fill(element, ANSWERS.q1, ANSWERS.q2);
    void element.submit();
    return element;
  },
});

/** Upper and lower case do not matter there. */
export const Right = story({
  status: 'done',
  parts: ['done'],
  async setup(stage) {
    const { element } = await asked(stage);
    fill(element, ANSWERS.q1.toUpperCase(), ANSWERS.q2);
    await element.submit();
    return element;
  },
});

export const Wrong = story({
  status: 'ready',
  parts: ['error', 'answer'],
  async setup(stage) {
    const { element } = await asked(stage);
    fill(element, 'Mr Jones', ANSWERS.q2);
    await element.submit();
    return element;
  },
});

export const Suspended = story({
  status: 'ready',
  parts: ['error'],
  async setup(stage) {
    const { element } = await asked(stage, { settings: { maxAttempts: 1 } });
    fill(element, 'Mr Jones', ANSWERS.q2);
    await element.submit();
    return element;
  },
});

export const TookTooLong = story({
  status: 'ended',
  parts: ['error'],
  async setup(stage) {
    const { element, backend } = await asked(stage);
    backend.clock.advance(601_000);
    fill(element, ANSWERS.q1, ANSWERS.q2);
    await element.submit();
    return element;
  },
});

// In the account

export const SetUp = story({
  status: 'ready',
  parts: ['select', 'answer', 'submit'],
  setup: async (stage) => (await settingUp(stage)).element,
});

export const SameAnswers = story({
  status: 'ready',
  parts: ['fault'],
  async setup(stage) {
    const { element } = await settingUp(stage);
    choose(element, 'q1', 'q2');
    fill(element, 'Rivera', 'rivera ');
    await element.submit();
    return element;
  },
});

export const Saved = story({
  status: 'done',
  parts: ['done'],
  async setup(stage) {
    const { element } = await settingUp(stage);
    choose(element, 'q1', 'q3');
    fill(element, 'Ms Rivera', 'A red one');
    await element.submit();
    return element;
  },
});

/** The tenant has no questions. */
export const NoQuestions = story({
  status: 'empty',
  parts: ['empty'],
  setup: async (stage) => reach(await account(stage, { tenant: { questions: [] } }), 'empty'),
});

export const NotAnswered = story({
  status: 'loading',
  parts: ['loading'],
  setup: (stage) => account(stage, {}, (backend) => backend.hang()),
});

export const ServerTrouble = story({
  status: 'failed',
  parts: ['error', 'retry'],
  setup: async (stage) => reach(await account(stage, {}, (backend) => backend.break()), 'failed'),
});

export const SessionOver = story({
  status: 'ended',
  parts: ['error'],
  setup: async (stage) => reach(await account(stage, {}, ({ clock }) => clock.advance(SESSION_MS)), 'ended'),
});

async function asked(stage: StoryStage, options: LoginRadiusOptions = {}): Promise<Scene> {
  const backend = makeLoginRadius({ has: SET_UP.questions, ...options });
  await backend.client.secondStep(await backend.login());
  const element = await showWith(stage, 'mfa-security-questions', backend);
  await reach(element, 'ready');
  await settled(element);
  return { element, backend };
}

/** Somebody who is signed in, to choose their questions; `meanwhile` happens before the questions are fetched. */
async function account(
  stage: StoryStage,
  options: LoginRadiusOptions = {},
  meanwhile: (backend: LoginRadiusBackend) => void = () => {},
): Promise<MfaSecurityQuestions> {
  const backend = makeLoginRadius({ has: SET_UP.phone, ...options });
  await backend.signIn();
  meanwhile(backend);
  return showWith(stage, 'mfa-security-questions', backend, { mode: 'set' });
}

async function settingUp(stage: StoryStage): Promise<{ element: MfaSecurityQuestions }> {
  const element = await reach(await account(stage), 'ready');
  await settled(element);
  return { element };
}

function fill(element: MfaSecurityQuestions, ...texts: string[]): void {
  for (const [index, text] of texts.entries()) {
    const input = element.renderRoot.querySelector<HTMLInputElement>(`#answer-${index}`);
    if (input) input.value = text;
  }
}

function choose(element: MfaSecurityQuestions, ...ids: string[]): void {
  for (const [index, select] of [...element.renderRoot.querySelectorAll('select')].entries()) {
    select.value = ids[index] ?? '';
    select.dispatchEvent(new Event('change'));
  }
}
