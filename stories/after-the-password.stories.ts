/** E-mail and password, then the second step, then the account: the whole of a LoginRadius sign-in in one page. */
import type { Meta } from '@storybook/web-components-vite';
import { fillCode, settled, until } from '../test/support/page.js';
import { ALEX } from './support/backend.js';
import { reach } from './support/flow-scenes.js';
import { APP, makeLoginRadius, PASSWORD, SET_UP, type LoginRadiusBackend } from './support/loginradius.js';
import { showApp, showOutbox } from './support/outbox.js';
import { make, type StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Flows/After the password', component: 'mfa-challenge' };
export default meta;

const { phone, email, questions } = SET_UP;
/** A phone, an address and questions: the code is in the messages. */
const SOMEBODY = { has: { ...phone, ...email, ...questions } };

interface Page {
  readonly form: HTMLFormElement;
  readonly backend: LoginRadiusBackend;
  readonly place: HTMLElement;
}

/** Sign in, read the code in the messages, look at the account. Nothing leaves the page. */
export const SignIn = story({ setup: async (stage) => (await open(stage, SOMEBODY)).form });

export const SecondStep = story({
  status: 'answering',
  parts: ['title', 'intro', 'another'],
  setup: async (stage) => secondStep(await open(stage, SOMEBODY), 'answering'),
});

export const Account = story({
  status: 'ready',
  parts: ['factors', 'recovery'],
  async setup(stage) {
    const page = await open(stage, SOMEBODY);
    const challenge = await secondStep(page, 'answering');
    fillCode(challenge, page.backend.sentCode());
    await settled(challenge);
    await challenge.renderRoot.querySelector('mfa-otp-verify')?.submit();
    const settings = await until(() => page.place.querySelector('mfa-settings'));
    return reach(settings, 'ready');
  },
});

/** The same for somebody with nothing set up, where a second factor is required. */
export const FirstTime = story({ setup: async (stage) => (await open(stage)).form });

export const FirstTimeSecondStep = story({
  status: 'choosing',
  parts: ['ways'],
  setup: async (stage) => secondStep(await open(stage), 'choosing'),
});

/** And where it is optional: the password is enough. */
export const FirstTimeOptional = story({
  status: 'empty',
  parts: ['empty', 'add'],
  async setup(stage) {
    const { form, place } = await open(stage, { tenant: { mfa: 'optional' } });
    form.requestSubmit();
    const settings = await until(() => place.querySelector('mfa-settings'));
    return reach(settings, 'empty');
  },
});

/** The page's own part: the form, and what comes after each step. */
async function open(stage: StoryStage, options: Parameters<typeof makeLoginRadius>[0] = {}): Promise<Page> {
  const backend = makeLoginRadius(options);
  const { client, clock } = backend;
  const facts = { client, clock, issuer: 'Halcyon Bank', accountLabel: ALEX.email };
  const form = signInForm();
  const place = make('div', {}, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void backend.login(form.querySelector<HTMLInputElement>('[type=password]')?.value).then((login) => {
      place.replaceChildren(make('mfa-challenge', { ...facts, login }));
      drawOutbox();
    });
  });
  place.addEventListener('mfa-challenge-completed', (event) => {
    backend.enter((event.target as HTMLElementTagNameMap['mfa-challenge']).verification?.session);
    place.replaceChildren(make('mfa-settings', facts));
  });
  await stage.show(place);
  const drawOutbox = showOutbox(stage, backend);
  showApp(stage, backend, () => APP);
  return { form, backend, place };
}

function signInForm(): HTMLFormElement {
  const field = (label: string, type: string, value: string): HTMLElement =>
    make('label', {}, label, make('input', { type, value, required: true, autocomplete: 'off' }));
  return make(
    'form',
    { className: 'sign-in' },
    field('E-mail address', 'email', ALEX.email),
    field('Password', 'password', PASSWORD),
    make('button', { className: 'plain-button', textContent: 'Sign in' }),
  );
}

async function secondStep(
  { form, place }: Page,
  status: 'choosing' | 'answering',
): Promise<HTMLElementTagNameMap['mfa-challenge']> {
  form.requestSubmit();
  const challenge = await until(() => place.querySelector('mfa-challenge'));
  await reach(challenge, status);
  await settled(challenge);
  return challenge;
}
