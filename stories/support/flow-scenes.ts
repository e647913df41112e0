import '../../src/define/mfa-proof.js';
import '../../src/define/mfa-settings.js';
import type {
  Factor,
  FactorSettings,
  MfaClient,
  SecondStep,
  SecurityQuestion,
  TrustedDevice,
} from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { until } from '../../test/support/page.js';
import { make, type StoryStage } from './stage.js';
import { StoryClock } from './story-clock.js';

/** A backend with every role, as far as a story needs it: each answers at once unless the story says otherwise. */
export const NEVER = (): Promise<never> => new Promise(() => undefined);

export const CODES = [
  '02ea0-de2bd',
  '7c1f9-04aa1',
  '9b8e2-77c3d',
  'f00d5-1e2a3',
  'ab12c-9d8e7',
  '31c0b-5f6a4',
  'e77a9-b02c8',
  '4d5e6-f7081',
  'c9b8a-76543',
  '1f2e3-d4c5b',
];
export const FACTORS = {
  totp: { id: 't1', kind: 'totp', name: 'My phone', active: true, createdAt: Date.UTC(2029, 10, 3) },
  sms: { id: 'p1', kind: 'sms', destination: '*******0406', active: true, createdAt: Date.UTC(2029, 4, 20) },
  email: { id: 'm1', kind: 'email', destination: 'a***@example.com', active: true },
  questions: { id: 's1', kind: 'security-questions', active: true },
} as const satisfies Record<string, Factor>;
export const QUESTIONS: SecurityQuestion[] = [
  { id: 'q1', question: 'What was the name of your first school?' },
  { id: 'q2', question: 'In which town did your parents meet?' },
  { id: 'q3', question: 'What was your first pet called?' },
];
export const DEVICES: readonly TrustedDevice[] = [
  {
    id: 'd1',
    name: 'Firefox on Linux',
    place: 'Berlin, Germany',
    lastUsedAt: Date.UTC(2030, 1, 24, 12),
    expiresAt: Date.UTC(2030, 2, 20, 12),
    isThis: true,
  },
  {
    id: 'd2',
    name: 'Safari on iPhone',
    lastUsedAt: Date.UTC(2030, 1, 12, 12),
    expiresAt: Date.UTC(2030, 2, 9, 12),
  },
  {
    id: 'd3',
    name: 'Firefox on Linux',
    place: 'Hamburg, Germany',
    lastUsedAt: Date.UTC(2030, 0, 30, 12),
    expiresAt: Date.UTC(2030, 1, 28, 12),
  },
];
/** A day from which on a second step is needed, and five days before it. */
export const REQUIRED_FROM = Date.UTC(2030, 2, 3, 12);
export const fiveDaysBefore = (): StoryClock =>
  new StoryClock(REQUIRED_FROM - 5 * 86_400_000 - 3_600_000 - Date.now());

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export interface FlowBackend {
  step?: Partial<SecondStep>;
  settings?: Partial<FactorSettings>;
  client?: { [Name in keyof MfaClient]?: MfaClient[Name] | undefined };
}

export function flowClient(options: FlowBackend = {}): MfaClient {
  const sent = { id: 'c1', codeLength: 6, resumable: false } as const;
  const client = {
    channels: ['sms', 'email', 'totp'],
    takesDestination: false,
    namesDevices: false,
    enrollableChannels: ['sms', 'email'],
    secondStep: () =>
      Promise.resolve({ factors: Object.values(FACTORS), enrollable: [], required: true, ...options.step }),
    factorSettings: () =>
      Promise.resolve({
        factors: [FACTORS.totp, FACTORS.sms, FACTORS.email],
        addable: ['totp', 'security-questions'],
        required: false,
        ...options.settings,
      }),
    requestOtp: ({ channel }) => Promise.resolve({ ...sent, channel, destination: '*******0406' }),
    resendOtp: (challenge) => Promise.resolve(challenge),
    verifyOtp: (_, code) =>
      code === '123456'
        ? Promise.resolve({})
        : Promise.reject(new MfaError('invalid-code', { attemptsLeft: 2 })),
    removeFactor: () => Promise.resolve(),
    renameFactor: () => Promise.resolve(),
    beginTotpEnrollment: () => Promise.resolve({ id: 'e1', secret: SECRET, recoveryCodes: CODES }),
    activateTotp: () => Promise.resolve({}),
    cancelTotpEnrollment: () => Promise.resolve(),
    enrollDestination: ({ channel }) => Promise.resolve({ ...sent, channel }),
    confirmDestination: () => Promise.resolve({}),
    recoveryCodes: () => Promise.resolve({ codes: CODES }),
    regenerateRecoveryCodes: () => Promise.resolve({ codes: CODES.toReversed() }),
    verifyRecoveryCode: () => Promise.resolve({}),
    securityQuestions: () => Promise.resolve(QUESTIONS.slice(0, 2)),
    answerSecurityQuestions: () => Promise.reject(new MfaError('invalid-answer', { attemptsLeft: 2 })),
    securityQuestionOffer: () => Promise.resolve({ questions: QUESTIONS, count: 2 }),
    setSecurityQuestions: () => Promise.resolve({}),
    ...options.client,
  } as MfaClient;
  for (const [name, role] of Object.entries(options.client ?? {}))
    if (role === undefined) Reflect.deleteProperty(client, name);
  return client;
}

type FlowTag =
  'mfa-recovery-codes' | 'mfa-security-questions' | 'mfa-challenge' | 'mfa-settings' | 'mfa-trusted-devices';

/** The element is there, and has asked its backend. */
export async function flow<Tag extends FlowTag>(
  stage: StoryStage,
  tag: Tag,
  options: FlowBackend & { element?: Readonly<Record<string, unknown>> } = {},
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = make(tag, {
    client: stage.clientOf(flowClient(options)),
    clock: new StoryClock(),
    issuer: 'Halcyon Bank',
    accountLabel: 'alex@example.com',
    ...options.element,
  });
  await stage.show(element);
  return element;
}

/** Waits for a status, for as long as the test may take. */
export async function reach<T extends HTMLElement & { readonly status: string }>(
  element: T,
  status: T['status'],
): Promise<T> {
  await until(() => element.status === status);
  return element;
}
