import type { Meta } from '@storybook/web-components-vite';
import '../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../src/elements/code-input/code-input.js';
import { part, settled } from '../test/support/page.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Parts/mfa-code-input',
  component: 'mfa-code-input',
  tags: ['autodocs'],
  argTypes: { alphabet: { control: 'inline-radio', options: ['digits', 'alphanumeric'] } },
};
export default meta;

export const Playground = playground(
  (stage) => field(stage, { ...stage.args }),
  '<mfa-code-input label="Code" length="6"></mfa-code-input>',
  { length: 6, mask: false, disabled: false, readonly: false },
);

export const Empty = story({ states: [], parts: ['label', 'boxes', 'hint'], setup: (stage) => field(stage) });

export const PartlyFilled = story({
  states: [],
  parts: ['filled'],
  setup: (stage) => field(stage, { value: '135' }),
});

export const Complete = story({
  states: ['complete'],
  parts: ['filled'],
  setup: (stage) => field(stage, { value: '135790' }),
});

export const WithError = story({
  states: ['complete', 'invalid'],
  parts: ['error'],
  setup: (stage) =>
    field(stage, { value: '135790', error: 'That code is not right. Check it and try again.' }),
});

export const Masked = story({
  states: ['complete'],
  parts: ['toggle'],
  setup: (stage) => field(stage, { value: '135790', mask: true }),
});

export const MaskedShown = story({
  states: ['complete'],
  parts: ['toggle'],
  async setup(stage) {
    const element = await field(stage, { value: '135790', mask: true });
    part(element, 'toggle')?.click();
    return element;
  },
});

export const Disabled = story({
  states: ['disabled'],
  parts: ['boxes'],
  setup: (stage) => field(stage, { value: '135', disabled: true }),
});

export const Readonly = story({
  states: ['complete'],
  parts: ['filled'],
  setup: (stage) => field(stage, { value: '135790', readonly: true }),
});

/** A text that cannot be the code is refused with a reason, never cut. */
export const Rejected = story({
  states: [],
  parts: ['notice'],
  async setup(stage) {
    const element = await field(stage);
    await element.fill('1357902468');
    return element;
  },
});

/** The form was sent without a code. */
export const Missing = story({
  states: ['invalid'],
  parts: ['boxes'],
  async setup(stage) {
    const element = await field(stage, { required: true });
    element.input?.checkValidity();
    return element;
  },
});

/** The cursor is in the field. */
export const Focused = story({
  states: [],
  parts: ['active'],
  async setup(stage) {
    const element = await field(stage, { value: '135' });
    element.focus();
    return element;
  },
});

// Shapes

export const FourDigits = story({ states: [], setup: (stage) => field(stage, { length: 4, value: '13' }) });

export const EightDigits = story({
  states: [],
  setup: (stage) => field(stage, { length: 8, value: '1357' }),
});

export const TwelveCharacters = story({
  states: ['complete'],
  setup: (stage) => field(stage, { length: 12, alphabet: 'alphanumeric', value: 'WmMw1Il0OoQ8' }),
});

export const NoHint = story({
  states: [],
  setup: (stage) => field(stage, { label: 'Code from the letter', hint: '' }),
});

/** The page's own field: what people without scripts see, and what password managers find. */
export const OwnField = story({
  states: [],
  async setup(stage) {
    const input = make('input', { name: 'otp', id: 'otp', required: true });
    const label = make('label', { htmlFor: 'otp', textContent: 'The code from our message' });
    const element = make('mfa-code-input', {}, label, input);
    await stage.show(element);
    return element;
  },
});

export const Themed = story({
  states: ['complete'],
  setup: (stage) => field(stage, { className: 'themed', value: '135790' }),
});

async function field(
  stage: StoryStage,
  { value, ...properties }: Readonly<Record<string, unknown>> = {},
): Promise<MfaCodeInput> {
  const element = make('mfa-code-input', properties);
  await stage.show(element);
  if (typeof value === 'string') element.value = value;
  await settled(element);
  return element;
}
