import type { Meta } from '@storybook/web-components-vite';
import '../src/define/mfa-config.js';
import '../src/define/mfa-otp-request.js';
import '../src/define/mfa-otp-verify.js';
import { fillCode } from '../test/support/page.js';
import { makeBackend, type StoryBackend } from './support/backend.js';
import { showOutbox } from './support/outbox.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = { title: 'Configuration/mfa-config', component: 'mfa-config', tags: ['autodocs'] };
export default meta;

export const Playground = playground(
  async (stage) => {
    const { request, backend } = await configured(stage, { ...stage.args });
    showOutbox(stage, backend);
    return request;
  },
  `<mfa-config endpoint="/mfa">
  <mfa-otp-request for="code"></mfa-otp-request>
  <mfa-otp-verify id="code"></mfa-otp-verify>
</mfa-config>`,
  { twoFactorAuthentication: true, maskSensitiveInput: false },
);

/** The client stands in one place; both elements take it from there. */
export const Inherited = story({
  status: 'idle',
  parts: ['options', 'submit'],
  setup: async (stage) => (await configured(stage)).request,
});

/** Where the application has no second factor, the elements show nothing. */
export const TurnedOff = story({
  status: 'idle',
  setup: async (stage) => (await configured(stage, { twoFactorAuthentication: false })).request,
});

export const OwnTexts = story({
  status: 'idle',
  parts: ['submit'],
  setup: async (stage) =>
    (
      await configured(stage, {
        texts: {
          requestSubmit: 'Text me',
          requestChannels: 'Where shall we send it?',
          factorSms: 'My phone',
        },
      })
    ).request,
});

/** The nearest config that has a setting counts. */
export const Nested = story({
  status: 'ready',
  parts: ['toggle'],
  async setup(stage) {
    const { client, clock } = await makeBackend();
    const challenge = await client.requestOtp!({ channel: 'sms' });
    const verify = make('mfa-otp-verify', { challenge });
    const inner = make('mfa-config', { maskSensitiveInput: true }, verify);
    await stage.show(make('mfa-config', { client, clock, maskSensitiveInput: false }, inner));
    fillCode(verify, '135790');
    return verify;
  },
});

let linked = 0;

async function configured(
  stage: StoryStage,
  properties: Readonly<Record<string, unknown>> = {},
): Promise<{ request: HTMLElement; backend: StoryBackend }> {
  const backend = await makeBackend();
  const { clock } = backend;
  const client = stage.clientOf(backend.client);
  const id = `configured-${++linked}`;
  const request = make('mfa-otp-request', { htmlFor: id });
  await stage.show(
    make('mfa-config', { client, clock, ...properties }, request, make('mfa-otp-verify', { id })),
  );
  return { request, backend };
}
