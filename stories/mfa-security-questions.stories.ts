import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import type { MfaSecurityQuestions } from '../src/elements/security-questions/security-questions.js';
import { part, settled } from '../test/support/page.js';
import { flow, NEVER, reach, type FlowBackend } from './support/flow-scenes.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-security-questions',
  component: 'mfa-security-questions',
  tags: ['autodocs'],
  argTypes: { mode: { control: 'select', options: ['answer', 'set'] } },
};
export default meta;

export const Playground = playground(
  (stage) => flow(stage, 'mfa-security-questions', { element: stage.args }),
  '<mfa-security-questions mode="answer" endpoint="/mfa"></mfa-security-questions>',
  { mode: 'answer' },
);

/** There is no client yet. */
export const Idle = story({
  status: 'idle',
  parts: ['loading'],
  async setup(stage) {
    const element = make('mfa-security-questions');
    await stage.show(element);
    return element;
  },
});

export const Loading = story({
  status: 'loading',
  parts: ['loading'],
  setup: (stage) => flow(stage, 'mfa-security-questions', { client: { securityQuestions: NEVER } }),
});

export const Ready = story({
  status: 'ready',
  parts: ['question', 'answer', 'submit'],
  setup: (stage) => asking(stage),
});

export const Submitting = story({
  status: 'submitting',
  parts: ['submit'],
  async setup(stage) {
    const element = await asking(stage, { client: { answerSecurityQuestions: NEVER } });
    fill(element, 'Hill Road', 'Rome');
    void element.submit();
    return element;
  },
});

export const Done = story({
  status: 'done',
  parts: ['done'],
  async setup(stage) {
    const element = await asking(stage, { client: { answerSecurityQuestions: () => Promise.resolve({}) } });
    fill(element, 'Hill Road', 'Rome');
    await element.submit();
    return element;
  },
});

export const Empty = story({
  status: 'empty',
  parts: ['empty'],
  async setup(stage) {
    const none = () => Promise.reject(new MfaError('not-enrolled'));
    return reach(
      await flow(stage, 'mfa-security-questions', { client: { securityQuestions: none } }),
      'empty',
    );
  },
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('timeout'));
    return reach(
      await flow(stage, 'mfa-security-questions', { client: { securityQuestions: failing } }),
      'failed',
    );
  },
});

export const Ended = story({
  status: 'ended',
  parts: ['error'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('unauthenticated'));
    const element = await asking(stage, { client: { answerSecurityQuestions: failing } });
    fill(element, 'Hill Road', 'Rome');
    await element.submit();
    return element;
  },
});

export const WrongAnswers = story({
  status: 'ready',
  parts: ['error', 'answer'],
  async setup(stage) {
    const element = await asking(stage);
    fill(element, 'Hill Road', 'Rome');
    await element.submit();
    return element;
  },
});

export const Masked = story({
  status: 'ready',
  parts: ['toggle'],
  async setup(stage) {
    const element = await asking(stage, {}, { maskSensitiveInput: true });
    fill(element, 'Hill Road', 'Rome');
    return element;
  },
});

export const SetUp = story({
  status: 'ready',
  parts: ['select', 'answer', 'submit'],
  setup: (stage) => asking(stage, {}, { mode: 'set' }),
});

export const SameAnswers = story({
  status: 'ready',
  parts: ['fault'],
  async setup(stage) {
    const element = await asking(stage, {}, { mode: 'set' });
    for (const [index, select] of [...element.renderRoot.querySelectorAll('select')].entries()) {
      select.value = `q${index + 1}`;
      select.dispatchEvent(new Event('change'));
    }
    fill(element, 'Rome', 'rome ');
    await element.submit();
    return element;
  },
});

export const Wait = story({
  status: 'ready',
  parts: ['error', 'wait'],
  async setup(stage) {
    const failing = () => Promise.reject(new MfaError('locked', { retryAt: Date.now() + 95_000 }));
    const element = await asking(stage, { client: { answerSecurityQuestions: failing } });
    fill(element, 'Hill Road', 'Rome');
    await element.submit();
    return element;
  },
});

async function asking(
  stage: StoryStage,
  backend: FlowBackend = {},
  properties: Readonly<Record<string, unknown>> = {},
): Promise<MfaSecurityQuestions> {
  const element = await flow(stage, 'mfa-security-questions', { ...backend, element: properties });
  await reach(element, 'ready');
  await settled(element);
  return element;
}

function fill(element: MfaSecurityQuestions, ...texts: string[]): void {
  for (const [index, text] of texts.entries()) {
    const input =
      element.renderRoot.querySelector<HTMLInputElement>(`#answer-${index}`) ?? part(element, 'answer');
    if (input instanceof HTMLInputElement) input.value = text;
  }
}
