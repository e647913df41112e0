import type { Meta } from '@storybook/web-components-vite';
import '../src/define/all.js';
import { fillCode, part, settled, until } from '../test/support/page.js';
import { makeBackend } from './support/backend.js';
import { enrolling } from './support/enroll-scenes.js';
import { showApp, showOutbox } from './support/outbox.js';
import { make, type StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Flows/The second step', component: 'mfa-config' };
export default meta;

/** Ask for a code, read it in the messages, enter it. Nothing leaves the page. */
export const SignIn = story({
  status: 'idle',
  parts: ['options', 'submit'],
  setup: async (stage) => (await signIn(stage)).request,
});

export const SignInCodeSent = story({
  status: 'ready',
  parts: ['intro', 'resend-wait'],
  async setup(stage) {
    const { request, verify } = await signIn(stage);
    await request.submit();
    return verify;
  },
});

export const SignInDone = story({
  status: 'verified',
  parts: ['done'],
  async setup(stage) {
    const { request, verify, backend } = await signIn(stage);
    await request.submit();
    fillCode(verify, backend.sentCode());
    await settled(verify);
    await verify.submit();
    return verify;
  },
});

/** Pair an app that is beside it. */
export const SetUpAnApp = story({
  status: 'naming',
  parts: ['steps', 'continue'],
  async setup(stage) {
    const { element, backend } = await enrolling(stage);
    showApp(stage, backend, () => part(element, 'name')?.textContent ?? '');
    return element;
  },
});

let flows = 0;

async function signIn(stage: StoryStage) {
  const backend = await makeBackend();
  const { client, clock } = backend;
  const id = `flow-${++flows}`;
  const request = make('mfa-otp-request', { htmlFor: id });
  const verify = make('mfa-otp-verify', { id });
  const config = make('mfa-config', { client, clock }, request, verify);
  // The link between the two is made once both are there.
  await stage.show(config);
  showOutbox(stage, backend);
  await until(() => verify.status === 'idle');
  return { request, verify, backend };
}
