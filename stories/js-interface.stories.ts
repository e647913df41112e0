/** A page that was written for the LoginRadius JavaScript interface, with our two lines in place of the original's. */
import type { Meta } from '@storybook/web-components-vite';
import { MfaInterface, type CommonOptions } from '../src/compat/index.js';
import type {} from '../src/define/mfa-config.js';
import { fillCode, settled, until } from '../test/support/page.js';
import { ALEX } from './support/backend.js';
import { reach } from './support/flow-scenes.js';
import {
  API_KEY,
  makeLoginRadius,
  PASSWORD,
  SET_UP,
  type LoginRadiusBackend,
} from './support/loginradius.js';
import { showOutbox } from './support/outbox.js';
import { make, type StoryStage } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Flows/JavaScript interface', component: 'mfa-challenge' };
export default meta;

interface Page {
  readonly backend: LoginRadiusBackend;
  readonly login: HTMLElement;
  readonly account: HTMLElement;
}

export const Login = story({ setup: async (stage) => form(await open(stage)) });

/** What the form finds by itself, before anything is sent. */
export const NothingFilledIn = story({
  async setup(stage) {
    const page = await open(stage);
    form(page).requestSubmit();
    return form(page);
  },
});

export const WrongPassword = story({
  async setup(stage) {
    const page = await open(stage);
    logIn(page, 'not the password');
    await until(() => page.login.querySelector('[role=alert]')?.textContent);
    return form(page);
  },
});

export const SecondStep = story({
  status: 'answering',
  parts: ['title', 'intro', 'another'],
  setup: async (stage) => secondStep(await open(stage)),
});

/** `onError` gets the service's number and words; the person reads ours, or those of `mapErrorMessages`. */
export const WrongCode = story({
  status: 'answering',
  parts: ['error'],
  async setup(stage) {
    const page = await open(stage);
    const challenge = await secondStep(page);
    await check(challenge, page.backend.wrongCode());
    await settled(challenge);
    return challenge;
  },
});

/** `onSuccess` gets the session; the page goes on with the account, in another container. */
export const Done = story({
  status: 'ready',
  parts: ['factors', 'recovery'],
  async setup(stage) {
    const page = await open(stage);
    await check(await secondStep(page), page.backend.sentCode());
    const settings = await until(() => page.account.querySelector('mfa-settings'));
    return reach(settings, 'ready');
  },
});

/** Words of the page's own, by the hooks of the original. */
export const OwnWords = story({
  status: 'answering',
  parts: ['title', 'intro', 'submit'],
  setup: async (stage) =>
    secondStep(
      await open(stage, ({ $hooks }) => {
        $hooks.call('customizeFormLabel', { emailid: 'E-Mail-Adresse', otp: 'Der Code ging an %value' });
        $hooks.call('setButtonsName', { login: 'Anmelden', twofaotp: 'Weiter', backupcodebutton: 'Anders' });
      }),
    ),
});

async function open(stage: StoryStage, prepare?: (lr: MfaInterface) => void): Promise<Page> {
  const backend = makeLoginRadius({ has: { ...SET_UP.phone, ...SET_UP.questions } });
  const login = make('div', { id: 'login-container' });
  const account = make('div', { id: 'account-container' });
  // The elements go by the time of the story.
  await stage.show(make('mfa-config', { clock: backend.clock }, login, account));
  const draw = showOutbox(stage, backend);
  theirScript({ endpoint: '/', fetch: backend.sandbox.fetch }, draw, prepare);
  await until(() => login.querySelector('form'));
  return { backend, login, account };
}

/** The page's own script: what it does in the original's documentation, and where the story's backend is. */
function theirScript(
  where: CommonOptions,
  onHeard: () => void,
  prepare: ((lr: MfaInterface) => void) | undefined,
): void {
  const LRObject = new MfaInterface({ apiKey: API_KEY, twoFactorAuthentication: true, ...where });
  prepare?.(LRObject);
  const onError = onHeard;
  LRObject.util.ready(() => {
    LRObject.init('login', {
      container: 'login-container',
      onSuccess(response) {
        onHeard();
        if (!('access_token' in response)) return;
        LRObject.init('createTwoFactorAuthentication', { container: 'account-container', onError });
      },
      onError,
    });
  });
}

function form({ login }: Page): HTMLFormElement {
  return login.querySelector('form')!;
}

function logIn(page: Page, password: string): void {
  const field = (name: string): HTMLInputElement => form(page).querySelector(`[name=${name}]`)!;
  field('emailid').value = ALEX.email;
  field('password').value = password;
  form(page).requestSubmit();
}

async function secondStep(page: Page): Promise<HTMLElementTagNameMap['mfa-challenge']> {
  logIn(page, PASSWORD);
  const challenge = await until(() => page.login.querySelector('mfa-challenge'));
  await reach(challenge, 'answering');
  await settled(challenge);
  return challenge;
}

async function check(challenge: HTMLElementTagNameMap['mfa-challenge'], code: string): Promise<void> {
  fillCode(challenge, code);
  await settled(challenge);
  await challenge.renderRoot.querySelector('mfa-otp-verify')?.submit();
}
