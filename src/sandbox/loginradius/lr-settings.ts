/** What a tenant may let people set up. */
export const LR_FACTORS = ['totp', 'sms', 'email', 'security-questions', 'passkey', 'push'] as const;
export type LrFactor = (typeof LR_FACTORS)[number];

/** What an account that is locked needs (contract B.6): time, a captcha, the answer to a question, or an administrator. */
export type LrLockout = 'suspend' | 'captcha' | 'security-question' | 'block';

/** Somebody with an account. */
export interface LrSeed {
  userName: string;
  password: string;
  /** Not empty. */
  emails: string[];
  /** To sign in with, E.164. */
  phone?: string;
  /** The number for codes, confirmed. Default none. */
  phone2fa?: string;
  /** Whether e-mail codes are set up. Default false. */
  emailOtp?: boolean;
  /** Answers by the id of the question. Default none. */
  answers?: Record<string, string>;
}

/** A LoginRadius tenant, beside what it shares with the other contracts (length and life of codes, attempts, lock). */
export interface LoginRadiusSettings {
  /** Default `sandbox-api-key`. */
  apiKey: string;
  /** Default `sandbox-api-secret`. */
  apiSecret: string;
  /** Whether everybody needs a second factor, or only who has set one up. Default `optional`. */
  mfa: 'required' | 'optional';
  /** Default: all but `passkey`, which the sandbox has to be able to check, and `push`. */
  factors: readonly LrFactor[];
  /** Whether people may have themselves called in place of a text message. Default false. */
  voice: boolean;
  /** Default `suspend`. */
  lockout: LrLockout;
  /** What passes for a solved captcha. Default `sandbox-captcha`. */
  captcha: string;
  /** How long a started sign-in is open, in milliseconds. Default 10 minutes. */
  ticketLifetimeMs: number;
  /** Text messages, calls and e-mails per user until the next right code. Default 10. */
  resendLimit: number;
  /** What people choose their questions from. */
  questions: readonly { QuestionId: string; Question: string }[];
  /** How many of them have to be answered. Default 2. */
  questionsCount: number;
  /** Default: jdoe, with the password `correct horse`, an address and a phone to sign in with, and no factor. */
  users: readonly LrSeed[];
}

export const LR_DEFAULTS: LoginRadiusSettings = {
  apiKey: 'sandbox-api-key',
  apiSecret: 'sandbox-api-secret',
  mfa: 'optional',
  factors: LR_FACTORS.filter((factor) => factor !== 'passkey' && factor !== 'push'),
  voice: false,
  lockout: 'suspend',
  captcha: 'sandbox-captcha',
  ticketLifetimeMs: 600_000,
  resendLimit: 10,
  questions: [
    { QuestionId: 'q1', Question: 'What was the name of your first teacher?' },
    { QuestionId: 'q2', Question: 'In which street did you grow up?' },
    { QuestionId: 'q3', Question: 'What did your first bicycle look like?' },
  ],
  questionsCount: 2,
  users: [
    {
      userName: 'jdoe',
      password: 'correct horse',
      emails: ['jdoe@example.com'],
      phone: '+12025550406',
    },
  ],
};

/** As they are now: they may be changed at any time. */
export function lrSettings({
  loginRadius,
}: {
  loginRadius?: Partial<LoginRadiusSettings>;
}): LoginRadiusSettings {
  return { ...LR_DEFAULTS, ...loginRadius };
}
