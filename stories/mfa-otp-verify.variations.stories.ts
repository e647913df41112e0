import type { Meta } from '@storybook/web-components-vite';
import { make } from './support/stage.js';
import { story } from './support/story.js';
import {
  appCode,
  appPaired,
  check,
  checkTwoWrong,
  codeSent,
  enter,
  type VerifyScene,
} from './support/verify-scenes.js';

const meta: Meta = { title: 'Elements/mfa-otp-verify/Variations', component: 'mfa-otp-verify' };
export default meta;

const RECOVERY = { verifyRecoveryCode: () => Promise.resolve({}) };

export const WrongCode = story({
  status: 'ready',
  parts: ['error', 'submit'],
  async setup(stage) {
    const scene = await codeSent(stage);
    await check(scene, scene.backend.wrongCode());
    return scene.element;
  },
});

export const LastAttempt = story({
  status: 'ready',
  parts: ['error'],
  async setup(stage) {
    const scene = await codeSent(stage, { settings: { maxAttempts: 2 } });
    await check(scene, scene.backend.wrongCode());
    return scene.element;
  },
});

export const TooManyAttempts = story({
  status: 'expired',
  parts: ['error'],
  async setup(stage) {
    const scene = await codeSent(stage, { settings: { maxAttempts: 1 } });
    await check(scene, scene.backend.wrongCode());
    return scene.element;
  },
});

/** The server says that the time is over before the countdown does. */
export const ExpiredOnTheServer = story({
  status: 'expired',
  parts: ['error', 'resend'],
  async setup(stage) {
    const scene = await codeSent(stage, { element: { resendDelay: 0 } });
    scene.backend.sandbox.expireCodes();
    await check(scene, scene.backend.sentCode());
    return scene.element;
  },
});

/** Nobody said how long the code is good: the text promises nothing. */
export const MayHaveExpired = story({
  status: 'ready',
  parts: ['timer'],
  async setup(stage) {
    const { element, backend } = await codeSent(stage, { settings: { tellsTimes: false } });
    backend.clock.advance(300_000);
    return element;
  },
});

export const RateLimited = story({
  status: 'blocked',
  parts: ['error', 'timer'],
  async setup(stage) {
    const scene = await codeSent(stage);
    scene.backend.sandbox.setFaults({ fail: 'problem-429' });
    await check(scene, scene.backend.sentCode());
    return scene.element;
  },
});

export const ServerTrouble = story({
  status: 'ready',
  parts: ['error', 'submit'],
  async setup(stage) {
    const scene = await codeSent(stage);
    scene.backend.sandbox.setFaults({ fail: 'server' });
    await check(scene, scene.backend.sentCode());
    return scene.element;
  },
});

export const Email = story({
  status: 'ready',
  parts: ['intro'],
  setup: async (stage) => (await codeSent(stage, { channel: 'email' })).element,
});

export const Voice = story({
  status: 'ready',
  parts: ['intro'],
  setup: async (stage) =>
    (await codeSent(stage, { challenge: (challenge) => ({ ...challenge, channel: 'voice' }) })).element,
});

/** The page may send codes anywhere, so the person may say that this was the wrong number. */
export const NotYourNumber = story({
  status: 'ready',
  parts: ['change-destination'],
  setup: async (stage) => (await codeSent(stage, { trusted: true })).element,
});

export const AskAgain = story({
  status: 'ready',
  parts: ['resend'],
  setup: async (stage) => (await codeSent(stage, { element: { resendDelay: 0 } })).element,
});

export const OtherChannels = story({
  status: 'ready',
  parts: ['other'],
  async setup(stage) {
    const { element } = await codeSent(stage, { element: { resendDelay: 0 } });
    await element.resend();
    await element.resend();
    return element;
  },
});

export const NoMoreCodes = story({
  status: 'ready',
  parts: ['resend-wait'],
  setup: async (stage) => (await codeSent(stage, { element: { maxResends: 0 } })).element,
});

/** The button is never off: nobody has to wait, whatever the number of codes. */
export const NoWait = story({
  status: 'ready',
  parts: ['resend'],
  setup: async (stage) => (await codeSent(stage, { element: { disableResendOTPButton: false } })).element,
});

export const Masked = story({
  status: 'ready',
  parts: ['toggle'],
  async setup(stage) {
    const scene = await codeSent(stage, { element: { maskSensitiveInput: true } });
    await enter(scene, scene.backend.sentCode());
    return scene.element;
  },
});

export const EightDigits = story({
  status: 'ready',
  parts: ['boxes'],
  async setup(stage) {
    const scene = await codeSent(stage, { settings: { codeLength: 8 }, element: { codeLength: 8 } });
    await enter(scene, scene.backend.sentCode());
    return scene.element;
  },
});

export const RememberThisDevice = story({
  status: 'ready',
  parts: ['remember'],
  setup: async (stage) =>
    (await codeSent(stage, { client: { remembersDevices: true }, element: { rememberDevice: true } }))
      .element,
});

export const WithHelp = story({
  status: 'ready',
  parts: ['intro'],
  async setup(stage) {
    const help = make('p', { slot: 'help', textContent: 'Stuck? Call us: 0800 123 456.' });
    return (await codeSent(stage, { children: [help] })).element;
  },
});

/** The page's own field, with its own label. */
export const OwnField = story({
  status: 'ready',
  parts: ['boxes'],
  async setup(stage) {
    const field = make('input', { name: 'otp', id: 'own-field' });
    const label = make('label', { htmlFor: 'own-field', textContent: 'The code that we sent you' });
    return (await codeSent(stage, { children: [label, field] })).element;
  },
});

export const AuthenticatorApp = story({
  status: 'ready',
  parts: ['intro'],
  setup: async (stage) => (await appPaired(stage)).element,
});

export const AuthenticatorAppAccepted = story({
  status: 'verified',
  parts: ['done'],
  async setup(stage) {
    const scene = await appPaired(stage);
    await check(scene, appCode(scene.backend));
    return scene.element;
  },
});

/** After a second wrong code, the phone's clock is the likely cause. */
export const AuthenticatorAppClock = story({
  status: 'ready',
  parts: ['error', 'advice'],
  async setup(stage) {
    const scene = await appPaired(stage);
    await checkTwoWrong(scene);
    return scene.element;
  },
});

export const RecoveryCodesOffered = story({
  status: 'ready',
  parts: ['other'],
  setup: async (stage) => (await appPaired(stage, { client: RECOVERY })).element,
});

export const RecoveryCode = story({
  status: 'ready',
  parts: ['recovery-input'],
  setup: async (stage) => (await recovering(await appPaired(stage, { client: RECOVERY }))).element,
});

async function recovering(scene: VerifyScene): Promise<VerifyScene> {
  scene.element.renderRoot.querySelector<HTMLElement>('[part~=other]')?.click();
  await scene.element.updateComplete;
  return scene;
}

/** Custom properties for the colours and shapes, parts for everything else. */
export const Themed = story({
  status: 'ready',
  parts: ['submit'],
  async setup(stage) {
    const scene = await codeSent(stage, { element: { className: 'themed', resendDelay: 0 } });
    await enter(scene, scene.backend.sentCode());
    return scene.element;
  },
});
