import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import { inputPart, part, until } from '../test/support/page.js';
import {
  beginPairing,
  checkWrong,
  enrolling,
  enter,
  pairing,
  proving,
  rightCode,
} from './support/enroll-scenes.js';
import { asOnPhone } from './support/phone.js';
import { make } from './support/stage.js';
import { story } from './support/story.js';

const meta: Meta = { title: 'Elements/mfa-totp-enroll/Variations', component: 'mfa-totp-enroll' };
export default meta;

/** A backend that takes no names: the key comes at once. */
const UNNAMED = { namesDevices: false } as const;

export const WithoutName = story({
  status: 'pairing',
  parts: ['qr', 'submit'],
  setup: async (stage) => (await enrolling(stage, { client: UNNAMED })).element,
});

export const CreatingWithoutName = story({
  status: 'creating',
  parts: ['placeholder'],
  async setup(stage) {
    const never = { ...UNNAMED, beginTotpEnrollment: () => new Promise<never>(() => undefined) };
    const fold = make('div', { hidden: true });
    const { element } = await enrolling(stage, { client: never, into: fold });
    void element.start();
    fold.hidden = false;
    return element;
  },
});

export const NameMissing = story({
  status: 'naming',
  parts: ['name-input', 'error'],
  async setup(stage) {
    const scene = await enrolling(stage);
    await beginPairing(scene, '');
    return scene.element;
  },
});

export const NameTaken = story({
  status: 'naming',
  parts: ['name-input', 'error'],
  async setup(stage) {
    const scene = await enrolling(stage);
    scene.backend.sandbox.addAuthenticator('alex', 'My phone');
    await beginPairing(scene);
    return scene.element;
  },
});

export const TooManyDevices = story({
  status: 'naming',
  parts: ['error', 'continue'],
  async setup(stage) {
    const scene = await enrolling(stage, { settings: { maxDevices: 0 } });
    await beginPairing(scene);
    return scene.element;
  },
});

export const NoKey = story({
  status: 'failed',
  parts: ['error', 'retry'],
  async setup(stage) {
    const fold = make('div', { hidden: true });
    const { element, backend } = await enrolling(stage, { client: UNNAMED, into: fold });
    backend.sandbox.setFaults({ fail: 'server' });
    await element.start();
    fold.hidden = false;
    return element;
  },
});

export const PasswordWrong = story({
  status: 'proving',
  parts: ['proof-input', 'proof-error'],
  async setup(stage) {
    const { element } = await proving(stage, 'password');
    inputPart(element, 'proof-input').value = 'not this one';
    part(element, 'proof-submit')?.click();
    await until(() => part(element, 'proof-error')?.textContent);
    return element;
  },
});

/** The page's own captcha stands in the element's place for it. */
export const Captcha = story({
  status: 'proving',
  parts: ['proof', 'proof-cancel'],
  async setup(stage) {
    const captcha = make('p', { slot: 'captcha', textContent: 'Here stands the captcha of the page.' });
    return (await proving(stage, 'captcha', { children: [captcha] })).element;
  },
});

export const KeyOpen = story({
  status: 'pairing',
  parts: ['secret', 'copy'],
  async setup(stage) {
    const { element } = await pairing(stage);
    const fold = part<HTMLDetailsElement>(element, 'other-way');
    if (fold) fold.open = true;
    return element;
  },
});

/** 52 characters, and names that fill the line. */
export const LongSecret = story({
  status: 'pairing',
  parts: ['secret'],
  async setup(stage) {
    const secret = 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQMFRGGZDFMZTWQ2LKNNWG';
    const { element } = await enrolling(stage, {
      client: { ...UNNAMED, beginTotpEnrollment: () => Promise.resolve({ id: 'long', secret }) },
      element: {
        issuer: 'Municipal Savings Bank of Greater Long Name Heights',
        accountLabel: 'alexandra.von.longname@department.example.museum',
      },
    });
    const fold = part<HTMLDetailsElement>(element, 'other-way');
    if (fold) fold.open = true;
    return element;
  },
});

/** Who looks at the page on a phone cannot scan it with that phone: the key comes first. */
export const OnPhone = story({
  status: 'pairing',
  parts: ['open-app', 'copy', 'secret'],
  async setup(stage) {
    let element: HTMLElement = stage;
    await asOnPhone(async () => {
      ({ element } = await pairing(stage));
    });
    return element;
  },
});

export const WrongCode = story({
  status: 'pairing',
  parts: ['error', 'submit'],
  async setup(stage) {
    const scene = await pairing(stage);
    await checkWrong(scene, 1);
    return scene.element;
  },
});

export const WrongCodeTwice = story({
  status: 'pairing',
  parts: ['error', 'clock-hint'],
  async setup(stage) {
    const scene = await pairing(stage);
    await checkWrong(scene, 2);
    return scene.element;
  },
});

export const CodeIncomplete = story({
  status: 'pairing',
  parts: ['error'],
  async setup(stage) {
    const scene = await pairing(stage);
    await enter(scene, '123');
    await scene.element.submit();
    return scene.element;
  },
});

export const ServerTrouble = story({
  status: 'pairing',
  parts: ['error', 'submit'],
  async setup(stage) {
    const scene = await pairing(stage);
    await enter(scene, rightCode(scene));
    scene.backend.sandbox.setFaults({ fail: 'server' });
    await scene.element.submit();
    return scene.element;
  },
});

/** The backend asks for a wait: until then nothing is sent. */
export const Waiting = story({
  status: 'pairing',
  parts: ['error', 'wait', 'submit'],
  async setup(stage) {
    let retryAt = 0;
    const tooOften = (): Promise<never> => Promise.reject(new MfaError('rate-limited', { retryAt }));
    const scene = await pairing(stage, { client: { activateTotp: tooOften } });
    retryAt = scene.backend.clock.now() + 65_000;
    await enter(scene, rightCode(scene));
    await scene.element.submit();
    return scene.element;
  },
});

/** The session is over: the way on is back to the sign-in. */
export const SessionOver = story({
  status: 'failed',
  parts: ['error', 'restart', 'retry'],
  async setup(stage) {
    const over = (): Promise<never> => Promise.reject(new MfaError('unauthenticated'));
    const fold = make('div', { hidden: true });
    const { element } = await enrolling(stage, {
      client: { ...UNNAMED, beginTotpEnrollment: over },
      into: fold,
    });
    await element.start();
    fold.hidden = false;
    return element;
  },
});

/** The page's own words for a step. */
export const OwnWords = story({
  status: 'naming',
  parts: ['steps'],
  async setup(stage) {
    const words = make('p', {
      slot: 'app-step',
      textContent: 'Install Halcyon Key, our own app. You find it in your app store.',
    });
    return (await enrolling(stage, { children: [words] })).element;
  },
});

export const Themed = story({
  status: 'pairing',
  parts: ['qr', 'submit'],
  setup: async (stage) => (await pairing(stage, { element: { className: 'themed' } })).element,
});
