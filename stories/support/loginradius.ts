import { LoginRadiusClient } from '../../src/backends/loginradius/loginradius-client.js';
import {
  createSandbox,
  type LoginRadiusSettings,
  type LrSeed,
  type Sandbox,
  type SandboxSettings,
} from '../../src/sandbox/index.js';
import '../../src/define/mfa-challenge.js';
import '../../src/define/mfa-settings.js';
import { ALEX, DAY_MS, newestCode, otherThan, sameBytes } from './backend.js';
import { make, type StoryStage } from './stage.js';
import { StoryClock } from './story-clock.js';

export const API_KEY = 'sandbox-api-key';
export const PASSWORD = 'pretend password';
export const ANSWERS = { q1: 'Ms Rivera', q2: 'Hill Road' } as const;
/** What the sandbox calls the authenticator of its LoginRadius. */
export const APP = 'Authenticator app';

/** What Alex may have set up, by the names of the seed. */
export const SET_UP = {
  phone: { phone2fa: ALEX.phoneNumber },
  email: { emailOtp: true },
  questions: { answers: ANSWERS },
} as const satisfies Record<string, Partial<LrSeed>>;

export interface LoginRadiusOptions {
  /** What Alex has set up. Default: nothing. */
  has?: Partial<LrSeed>;
  /** Whether Alex has paired an app besides. Default false. */
  app?: boolean;
  tenant?: Partial<LoginRadiusSettings>;
  settings?: Partial<SandboxSettings>;
  /** The backend's own options of the client. */
  more?: Readonly<Record<string, unknown>>;
}

/** A LoginRadius tenant in the page, and the client that a page would have. */
export interface LoginRadiusBackend {
  readonly sandbox: Sandbox;
  readonly client: LoginRadiusClient;
  readonly clock: StoryClock;
  /** What the page gets for a password. Default: the right one. */
  login(password?: string): Promise<unknown>;
  /** Takes over the session that a second step has given. */
  enter(session: unknown): void;
  /** Signs Alex in, by a text message where one is wanted. */
  signIn(): Promise<void>;
  sentCode(): string;
  wrongCode(): string;
  /** No call is answered from now on. */
  hang(): void;
  /** The server is in trouble from now on. */
  break(): void;
}

/** Each story has a tenant of its own, with Alex in it. */
export function makeLoginRadius(options: LoginRadiusOptions = {}): LoginRadiusBackend {
  const { has, app = false, tenant, settings, more } = options;
  const clock = new StoryClock();
  const { userName, email } = ALEX;
  const sandbox = createSandbox({
    clock,
    randomBytes: sameBytes(),
    settings: {
      brand: 'Halcyon Bank',
      ...settings,
      loginRadius: {
        apiKey: API_KEY,
        mfa: 'required',
        users: [{ userName, password: PASSWORD, emails: [email], ...has }],
        ...tenant,
      },
    },
  });
  if (app) sandbox.addAuthenticator(userName, APP);
  let token: string | undefined;
  const client = new LoginRadiusClient({
    endpoint: '/',
    apiKey: API_KEY,
    fetch: sandbox.fetch,
    clock,
    timeoutMs: DAY_MS,
    accessToken: () => token,
    ...(more && { more }),
  });
  const backend: LoginRadiusBackend = {
    sandbox,
    client,
    clock,
    async login(password = PASSWORD) {
      const answer = await sandbox.fetch(`/identity/v2/auth/login/2fa?apikey=${API_KEY}`, {
        method: 'POST',
        body: JSON.stringify({ email, password }),
      });
      return answer.json() as Promise<unknown>;
    },
    enter: (session) => (token = (session as { access_token: string }).access_token),
    async signIn() {
      const { challenge, verification } = await client.secondStep(await backend.login());
      const given = verification ?? (challenge && (await client.verifyOtp(challenge, backend.sentCode())));
      if (!given) throw new Error('Alex has no phone to sign in with');
      backend.enter(given.session);
    },
    sentCode: () => newestCode(sandbox),
    wrongCode: () => otherThan(newestCode(sandbox)),
    hang: () => sandbox.setFaults({ fail: 'never' }),
    break: () => sandbox.setFaults({ fail: 'server' }),
  };
  return backend;
}

type Tag = 'mfa-recovery-codes' | 'mfa-security-questions' | 'mfa-challenge' | 'mfa-settings';

/** Puts an element there that has the backend's client. */
export async function showWith<T extends Tag>(
  stage: StoryStage,
  tag: T,
  { client, clock }: LoginRadiusBackend,
  properties: Readonly<Record<string, unknown>> = {},
): Promise<HTMLElementTagNameMap[T]> {
  const element = make(tag, {
    client,
    clock,
    issuer: 'Halcyon Bank',
    accountLabel: ALEX.email,
    ...properties,
  });
  await stage.show(element);
  return element;
}
