import type { Meta } from '@storybook/web-components-vite';
import '../src/define/mfa-phone-input.js';
import type { MfaPhoneInput } from '../src/elements/phone-input/phone-input.js';
import { part, settled } from '../test/support/page.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Parts/mfa-phone-input',
  component: 'mfa-phone-input',
  tags: ['autodocs'],
};
export default meta;

export const Playground = playground(
  (stage) => field(stage, { ...stage.args }),
  '<mfa-phone-input label="Mobile number" country="IT"></mfa-phone-input>',
  { country: 'IT', disabled: false, readonly: false },
);

export const Empty = story({
  states: [],
  parts: ['label', 'country-input', 'hint'],
  setup: (stage) => field(stage),
});

export const National = story({
  states: ['complete'],
  setup: async (stage) => typed(await field(stage), '020 7946 0018'),
});

/** The country goes with the number. */
export const International = story({
  states: ['complete'],
  setup: (stage) => field(stage, { value: '+393471234567' }),
});

export const TooShort = story({
  states: ['invalid'],
  parts: ['error'],
  setup: async (stage) => typed(await field(stage), '020 7'),
});

export const UnknownCode = story({
  states: ['invalid'],
  parts: ['error'],
  setup: async (stage) => typed(await field(stage), '+999 123 456'),
});

export const WithoutExtension = story({
  states: ['complete'],
  parts: ['notice'],
  setup: async (stage) => typed(await field(stage), '020 7946 0018 ext. 12'),
});

export const WithError = story({
  states: ['complete', 'invalid'],
  parts: ['error'],
  setup: (stage) =>
    field(stage, { value: '+442079460018', error: 'We cannot send text messages to this number.' }),
});

/** A search by name, in the language of the page or the country's own, by ISO code or by dial code. */
export const Searching = story({
  states: [],
  parts: ['popup', 'countries', 'active'],
  setup: async (stage) => searched(await field(stage), '+35'),
});

export const NothingFound = story({
  states: [],
  parts: ['popup'],
  setup: async (stage) => searched(await field(stage), 'Atlantis'),
});

export const Disabled = story({
  states: ['complete', 'disabled'],
  setup: (stage) => field(stage, { value: '+442079460018', disabled: true }),
});

/** The page's own field: what people without scripts see. */
export const OwnField = story({
  states: [],
  async setup(stage) {
    const input = make('input', { name: 'phone', id: 'phone', type: 'tel', required: true });
    const label = make('label', { htmlFor: 'phone', textContent: 'Where we can call you' });
    const element = make('mfa-phone-input', { country: 'GB' }, label, input);
    await stage.show(element);
    return element;
  },
});

async function field(
  stage: StoryStage,
  { value, ...properties }: Readonly<Record<string, unknown>> = {},
): Promise<MfaPhoneInput> {
  const element = make('mfa-phone-input', { country: 'GB', ...properties });
  await stage.show(element);
  if (typeof value === 'string') element.value = value;
  await settled(element);
  return element;
}

/** As if somebody had typed it, and left. */
async function typed(element: MfaPhoneInput, text: string): Promise<MfaPhoneInput> {
  const { input } = element;
  if (input) input.value = text;
  input?.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
  return element;
}

async function searched(element: MfaPhoneInput, text: string): Promise<MfaPhoneInput> {
  const input = part<HTMLInputElement>(element, 'country-input');
  if (input) input.value = text;
  input?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(element);
  return element;
}
