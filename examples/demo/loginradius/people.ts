import type { LoginRadiusSettings, LrSeed } from '../../../src/sandbox/index.js';

/** Somebody who can sign in to the pretend site. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  /** What they have set up, in a few words. */
  readonly has: string;
  /** What only they know, where they will be asked. */
  readonly knows?: string;
}

export const PEOPLE = {
  robin: { name: 'Robin', email: 'robin@example.com', has: 'has set up nothing yet' },
  kim: {
    name: 'Kim',
    email: 'kim@example.com',
    has: 'has a phone, an e-mail address and security questions',
    knows: 'If you are asked: Kim’s first teacher was Ms Rivera, and Kim grew up in Hill Road.',
  },
  sam: { name: 'Sam', email: 'sam@example.com', has: 'has a phone that shows notifications' },
} as const satisfies Record<string, DemoPerson>;
export type PersonId = keyof typeof PEOPLE;

export const API_KEY = 'sandbox-api-key';
/** Shown in the form: it is pretend. */
export const PASSWORD = 'pretend password';

const SEEDS: readonly LrSeed[] = [
  { userName: 'robin', password: PASSWORD, emails: [PEOPLE.robin.email] },
  {
    userName: 'kim',
    password: PASSWORD,
    emails: [PEOPLE.kim.email],
    phone2fa: '+12025550173',
    emailOtp: true,
    answers: { q1: 'Ms Rivera', q2: 'Hill Road' },
  },
  { userName: 'sam', password: PASSWORD, emails: [PEOPLE.sam.email] },
];

/** The pretend tenant: what it wants of everybody, and who lives there. */
export function demoTenant(mfa: LoginRadiusSettings['mfa']): Partial<LoginRadiusSettings> {
  return {
    apiKey: API_KEY,
    mfa,
    users: SEEDS,
    factors: ['totp', 'push', 'sms', 'email', 'security-questions'],
  };
}
