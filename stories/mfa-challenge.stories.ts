import type { Meta } from '@storybook/web-components-vite';
import { MfaError } from '../src/core/mfa-error.js';
import { noCeremony } from '../src/core/passkey-ceremony.js';
import { ChallengeFlow } from '../src/flows/challenge-flow.js';
import type { MfaChallenge } from '../src/elements/challenge/challenge.js';
import { fillCode, part, settled, until } from '../test/support/page.js';
import {
  FACTORS,
  fiveDaysBefore,
  flow,
  flowClient,
  NEVER,
  reach,
  REQUIRED_FROM,
  type FlowBackend,
} from './support/flow-scenes.js';
import { make, type StoryStage } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = { title: 'Flows/mfa-challenge', component: 'mfa-challenge', tags: ['autodocs'] };
export default meta;

const DUE: FlowBackend = {
  step: { factors: [], enrollable: ['totp', 'sms'], required: false, requiredFrom: REQUIRED_FROM },
};

export const Playground = playground(
  (stage) => flow(stage, 'mfa-challenge', { element: stage.args }),
  '<mfa-challenge backend="ciam" endpoint="/mfa"></mfa-challenge>',
);

/** There is no client yet. */
export const Idle = story({
  status: 'idle',
  async setup(stage) {
    const element = make('mfa-challenge');
    await stage.show(element);
    return element;
  },
});

export const Loading = story({
  status: 'loading',
  parts: ['loading'],
  setup: (stage) => flow(stage, 'mfa-challenge', { client: { secondStep: NEVER } }),
});

export const Choosing = story({
  status: 'choosing',
  parts: ['title', 'ways', 'way'],
  setup: (stage) => begun(stage, 'choosing'),
});

export const Answering = story({
  status: 'answering',
  parts: ['title', 'another', 'submit'],
  setup: (stage) => begun(stage, 'answering', { step: { factors: [FACTORS.totp] } }),
});

export const Enrolling = story({
  status: 'enrolling',
  parts: ['title', 'steps'],
  async setup(stage) {
    const element = await begun(stage, 'enrolling', { step: { factors: [], enrollable: ['totp'] } });
    await until(() => part(element, 'qr'));
    return element;
  },
});

/** It is needed from some day on: until then it can be put off. */
export const NeededSoon = story({
  status: 'choosing',
  parts: ['due', 'way', 'skip'],
  setup: (stage) => begun(stage, 'choosing', DUE, { clock: fiveDaysBefore() }),
});

/** The one way there is to set up, which can be put off. */
export const EnrollingSoon = story({
  status: 'enrolling',
  parts: ['due', 'steps', 'skip'],
  async setup(stage) {
    const step = { ...DUE.step, enrollable: ['totp' as const] };
    const element = await begun(stage, 'enrolling', { step }, { clock: fiveDaysBefore() });
    await until(() => part(element, 'qr'));
    return element;
  },
});

/** A device can be remembered for a time that the backend says. */
export const RememberingDevices = story({
  status: 'answering',
  parts: ['submit', 'remember'],
  setup: (stage) =>
    begun(
      stage,
      'answering',
      {
        step: { factors: [FACTORS.totp] },
        client: { remembersDevices: true, remembersDevicesForMs: 30 * 86_400_000 },
      },
      { rememberDevice: true },
    ),
});

export const Proving = story({
  status: 'proving',
  parts: ['proof', 'proof-input'],
  setup: (stage) =>
    begun(stage, 'proving', {
      step: { factors: [], enrollable: ['totp'] },
      client: {
        beginTotpEnrollment: () => Promise.reject(new MfaError('proof-required', { proof: 'password' })),
      },
    }),
});

export const Saving = story({
  status: 'saving',
  parts: ['codes', 'continue'],
  async setup(stage) {
    const element = await begun(stage, 'enrolling', { step: { factors: [], enrollable: ['totp'] } });
    const enroll = await until(() => element.renderRoot.querySelector('mfa-totp-enroll'));
    await until(() => enroll.status === 'pairing');
    await settled(element);
    fillCode(element, '123456');
    await settled(element);
    await enroll.submit();
    return reach(element, 'saving');
  },
});

export const Completed = story({
  status: 'completed',
  parts: ['done'],
  setup: (stage) => begun(stage, 'completed', { step: { verification: {} } }),
});

export const Skipped = story({
  status: 'skipped',
  parts: ['done'],
  async setup(stage) {
    const step = { factors: [], enrollable: ['totp', 'sms'], required: false } as const;
    const element = await begun(stage, 'choosing', { step });
    part(element, 'skip')?.click();
    return reach(element, 'skipped');
  },
});

const PASSKEY = { id: 'k', kind: 'passkey', active: true } as const;

export const Unusable = story({
  status: 'unusable',
  parts: ['error'],
  setup: (stage) =>
    begun(stage, 'unusable', { step: { factors: [PASSKEY] }, client: { verifyRecoveryCode: undefined } }),
});

/** The person has a passkey and nothing else, and it cannot be used here: a recovery code can. */
export const NoPasskeyHere = story({
  status: 'answering',
  parts: ['limit'],
  setup: (stage) => begun(stage, 'answering', { step: { factors: [PASSKEY] } }),
});

/** Nothing is asked before the person presses the button. */
export const Passkey = story({
  status: 'answering',
  parts: ['begin', 'another'],
  async setup(stage) {
    const client = flowClient({
      step: { factors: [PASSKEY, FACTORS.totp] },
      client: { beginPasskey: NEVER },
    });
    const held = new ChallengeFlow({ client, ceremony: { ...noCeremony, isAvailable: true } });
    const element = make('mfa-challenge', { flow: held, client });
    await stage.show(element);
    void held.start();
    await reach(element, 'choosing');
    part(element, 'way')!.click();
    return reach(element, 'answering');
  },
});

export const Ended = story({
  status: 'ended',
  parts: ['error'],
  setup: (stage) => begun(stage, 'ended', { step: { expiresAt: Date.now() - 1 } }),
});

export const Failed = story({
  status: 'failed',
  parts: ['error', 'retry'],
  setup: (stage) =>
    begun(stage, 'failed', { client: { secondStep: () => Promise.reject(new MfaError('timeout')) } }),
});

/** The login has sent a code: it is not sent again. */
export const CodeSent = story({
  status: 'answering',
  parts: ['title', 'resend-wait', 'another'],
  setup: (stage) =>
    begun(stage, 'answering', {
      step: {
        factors: [FACTORS.sms, FACTORS.totp],
        challenge: { id: 'c', channel: 'sms', destination: '*******0406', codeLength: 6 },
        expiresAt: Date.now() + 600_000,
      },
    }),
});

/** The other ways there are, and the way back to the code that was sent. */
export const AnotherWay = story({
  status: 'choosing',
  parts: ['ways', 'back', 'timer'],
  async setup(stage) {
    const element = await begun(stage, 'answering', {
      step: {
        factors: [FACTORS.sms, FACTORS.totp],
        challenge: { id: 'c', channel: 'sms', destination: '*******0406', codeLength: 6 },
        expiresAt: Date.now() + 60_000,
      },
    });
    part(element, 'another')?.click();
    return reach(element, 'choosing');
  },
});

export const AskForACode = story({
  status: 'answering',
  parts: ['title', 'submit'],
  setup: (stage) => begun(stage, 'answering', { step: { factors: [FACTORS.sms] } }),
});

export const RecoveryCode = story({
  status: 'answering',
  parts: ['recovery-input', 'submit'],
  setup: async (stage) => choose(await begun(stage, 'choosing'), 'Recovery'),
});

export const Questions = story({
  status: 'answering',
  parts: ['answer', 'submit'],
  async setup(stage) {
    const element = await choose(await begun(stage, 'choosing'), 'Security');
    await until(() => part(element, 'answer'));
    return element;
  },
});

/** A second step is required, and the person has none yet. */
export const SetUp = story({
  status: 'choosing',
  parts: ['ways'],
  setup: (stage) =>
    begun(stage, 'choosing', {
      step: { factors: [], enrollable: ['totp', 'sms', 'email', 'security-questions'] },
    }),
});

/** The same where it is optional. */
export const SetUpOptional = story({
  status: 'choosing',
  parts: ['ways', 'skip'],
  setup: (stage) =>
    begun(stage, 'choosing', { step: { factors: [], enrollable: ['totp', 'sms'], required: false } }),
});

export const SetUpPhone = story({
  status: 'enrolling',
  parts: ['input', 'submit'],
  setup: (stage) => begun(stage, 'enrolling', { step: { factors: [], enrollable: ['sms'] } }),
});

export const Themed = story({
  status: 'choosing',
  parts: ['ways'],
  setup: (stage) => begun(stage, 'choosing', {}, { className: 'themed' }),
});

async function begun(
  stage: StoryStage,
  status: MfaChallenge['status'],
  backend: FlowBackend = {},
  properties: Readonly<Record<string, unknown>> = {},
): Promise<MfaChallenge> {
  const element = await flow(stage, 'mfa-challenge', { ...backend, element: properties });
  await reach(element, status);
  await settled(element);
  return element;
}

async function choose(element: MfaChallenge, start: string): Promise<MfaChallenge> {
  const ways = [...element.renderRoot.querySelectorAll<HTMLElement>('[part~=way]')];
  ways.find((way) => way.textContent.trim().startsWith(start))?.click();
  await settled(element);
  return element;
}
