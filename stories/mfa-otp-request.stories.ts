import type { Meta } from '@storybook/web-components-vite';
import type { MfaClient } from '../src/core/client.js';
import { MfaError } from '../src/core/mfa-error.js';
import '../src/define/mfa-otp-request.js';
import '../src/define/mfa-proof.js';
import type { MfaOtpRequest } from '../src/elements/otp-request/otp-request.js';
import { until } from '../test/support/page.js';
import { makeBackend, type BackendOptions, type StoryBackend } from './support/backend.js';
import { showOutbox } from './support/outbox.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = {
  title: 'Elements/mfa-otp-request',
  component: 'mfa-otp-request',
  tags: ['autodocs'],
  argTypes: { deviceType: { control: 'select', options: ['sms', 'email', 'voice'] } },
};
export default meta;

export const Playground = playground(async (stage) => {
  const { element, backend } = await asking(stage, { ...stage.args });
  showOutbox(stage, backend);
  return element;
}, '<mfa-otp-request endpoint="/mfa" for="code"></mfa-otp-request>');

export const Idle = story({
  status: 'idle',
  parts: ['options', 'submit'],
  setup: async (stage) => (await asking(stage)).element,
});

export const Sending = story({
  status: 'sending',
  parts: ['submit'],
  async setup(stage) {
    const { element, backend } = await asking(stage);
    backend.hang();
    void element.submit();
    return element;
  },
});

export const Sent = story({
  status: 'sent',
  parts: ['sent'],
  async setup(stage) {
    const { element } = await asking(stage);
    await element.submit();
    return element;
  },
});

// What the page or the server knows decides what is asked of the person.

export const OneChannel = story({
  status: 'idle',
  parts: ['intro', 'submit'],
  setup: async (stage) => (await asking(stage, { deviceType: 'sms' })).element,
});

export const Email = story({
  status: 'idle',
  parts: ['intro'],
  setup: async (stage) => (await asking(stage, { deviceType: 'email', destinations: [KNOWN.email] })).element,
});

export const Voice = story({
  status: 'idle',
  parts: ['intro', 'submit'],
  setup: async (stage) =>
    (await asking(stage, { deviceType: 'voice', destinations: [{ ...KNOWN.sms, channel: 'voice' }] }))
      .element,
});

const KNOWN = {
  sms: { channel: 'sms', masked: '*******0406' },
  work: { channel: 'sms', masked: '*******7731' },
  email: { channel: 'email', masked: 'a***@example.com' },
} as const;

export const KnownDestinations = story({
  status: 'idle',
  parts: ['options'],
  setup: async (stage) =>
    (await asking(stage, { destinations: [KNOWN.sms, KNOWN.work, KNOWN.email] })).element,
});

export const LongAddress = story({
  status: 'idle',
  parts: ['options'],
  setup: async (stage) =>
    (
      await asking(stage, {
        destinations: [
          KNOWN.sms,
          { channel: 'email', masked: 'a***@department-of-long-names.administration.example.museum' },
        ],
      })
    ).element,
});

export const TypedNumber = story({
  status: 'idle',
  parts: ['input'],
  setup: async (stage) => (await asking(stage, { deviceType: 'sms' }, { trusted: true })).element,
});

export const NumberIncomplete = story({
  status: 'idle',
  parts: ['input', 'field-error'],
  async setup(stage) {
    const { element } = await asking(stage, { deviceType: 'sms' }, { trusted: true });
    await submitTyped(element, '0151 2345');
    return element;
  },
});

export const TypedAddress = story({
  status: 'idle',
  parts: ['input'],
  setup: async (stage) => (await asking(stage, { deviceType: 'email' }, { trusted: true })).element,
});

export const AddressIncomplete = story({
  status: 'idle',
  parts: ['input', 'field-error'],
  async setup(stage) {
    const { element } = await asking(stage, { deviceType: 'email' }, { trusted: true });
    await submitTyped(element, 'alex@');
    return element;
  },
});

export const TypedNumberOrAddress = story({
  status: 'idle',
  parts: ['options', 'input'],
  setup: async (stage) => (await asking(stage, {}, { trusted: true })).element,
});

export const NotSent = story({
  status: 'idle',
  parts: ['error', 'submit'],
  async setup(stage) {
    const { element, backend } = await asking(stage);
    backend.sandbox.setFaults({ fail: 'server' });
    await element.submit();
    return element;
  },
});

/** Who has signed in again in another tab may still send a code. */
export const SessionOver = story({
  status: 'idle',
  parts: ['error', 'restart', 'submit'],
  async setup(stage) {
    const client: MfaClient = {
      channels: ['sms'],
      takesDestination: false,
      requestOtp: () => Promise.reject(new MfaError('unauthenticated')),
    };
    const { element } = await asking(stage, { client });
    await element.submit();
    return element;
  },
});

/** The backend wants the password first. */
export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input'],
  async setup(stage) {
    const client: MfaClient = {
      channels: ['sms'],
      takesDestination: false,
      requestOtp: () => Promise.reject(new MfaError('proof-required', { proof: 'password' })),
    };
    const { element } = await asking(stage, { client });
    void element.submit();
    await until(() => element.status === 'proving');
    return element;
  },
});

/** The server wants a pause, and says how long. */
export const Wait = story({
  status: 'idle',
  parts: ['error', 'wait'],
  async setup(stage) {
    const { element, backend } = await asking(stage);
    backend.sandbox.setFaults({ fail: 'problem-429' });
    await element.submit();
    return element;
  },
});

export const Themed = story({
  status: 'idle',
  parts: ['submit'],
  setup: async (stage) => (await asking(stage, { className: 'themed' })).element,
});

async function asking(
  stage: StoryStage,
  properties: Readonly<Record<string, unknown>> = {},
  options: BackendOptions = {},
): Promise<{ element: MfaOtpRequest; backend: StoryBackend }> {
  const backend = await makeBackend(options);
  const { clock } = backend;
  const client = stage.clientOf(backend.client);
  const element = make('mfa-otp-request', { client, clock, ...properties });
  await stage.show(element);
  return { element, backend };
}

async function submitTyped(element: MfaOtpRequest, text: string): Promise<void> {
  const input = element.renderRoot.querySelector('input');
  if (input) input.value = text;
  await element.submit();
}
