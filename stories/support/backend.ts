import { CiamClient } from '../../src/backends/ciam/ciam-client.js';
import type { MfaClient } from '../../src/core/client.js';
import { createSandbox, type Sandbox, type SandboxSettings } from '../../src/sandbox/index.js';
import { StoryClock } from './story-clock.js';

/** Who is signed in. */
export const ALEX = { userName: 'alex', phoneNumber: '+12025550406', email: 'alex@example.com' } as const;

/** Longer than anybody looks at a story: a call without an answer stays one. */
export const DAY_MS = 86_400_000;

export interface BackendOptions {
  settings?: Partial<SandboxSettings>;
  /** What the client can do besides, or otherwise. */
  client?: Partial<MfaClient>;
  /** The page is a trusted caller, which says itself where codes go. */
  trusted?: boolean;
}

/** A whole backend in the page, its client, and the time that both go by. */
export interface StoryBackend {
  readonly sandbox: Sandbox;
  readonly client: MfaClient;
  readonly clock: StoryClock;
  /** The session of the page ends. */
  signOut(): void;
  /** The code in the newest message. */
  sentCode(): string;
  /** A code of the right length that is not the one in the newest message. */
  wrongCode(): string;
  /** No call is answered from now on. */
  hang(): void;
}

/** Each story has a backend of its own; all of them draw the same codes and keys, so that pictures can be compared. */
export async function makeBackend(options: BackendOptions = {}): Promise<StoryBackend> {
  let signedIn = true;
  const clock = new StoryClock();
  const sandbox = createSandbox({
    clock,
    randomBytes: sameBytes(),
    identify: () => (signedIn ? { ...ALEX, mayManageDevices: true } : undefined),
    settings: { tellsTimes: true, brand: 'Halcyon Bank', ...options.settings },
  });
  const client: MfaClient = new CiamClient({
    endpoint: options.trusted ? '/ciam-mfa/v2' : '/mfa',
    fetch: sandbox.fetch,
    clock,
    timeoutMs: DAY_MS,
    ...(options.trusted && { userName: ALEX.userName, headers: await tokenHeaders(sandbox) }),
  });
  const sentCode = (): string => newestCode(sandbox);
  return {
    sandbox,
    clock,
    client: Object.assign(client, options.client),
    signOut: () => (signedIn = false),
    sentCode,
    wrongCode: () => otherThan(sentCode()),
    hang: () => sandbox.setFaults({ fail: 'never' }),
  };
}

/** The code in the newest message. */
export function newestCode({ outbox }: Sandbox): string {
  const code = /\b\d{4,10}\b/.exec(outbox.at(-1)?.text ?? '')?.[0];
  if (!code) throw new Error('No message with a code has been sent');
  return code;
}

/** A code of the same length. */
export function otherThan(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
}

async function tokenHeaders(sandbox: Sandbox): Promise<HeadersInit> {
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: 'sandbox',
    client_secret: 'sandbox-secret',
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await sandbox.fetch('/ciam-mfa/v2/get/token', { method: 'POST', headers, body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return { authorization: `Bearer ${token}` };
}

/** The same bytes each time, for pictures; nothing that is meant to be guessed. The generator is mulberry32. */
export function sameBytes(): (n: number) => Uint8Array<ArrayBuffer> {
  let seed = 20_300_101;
  const next = (): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
  return (n) => Uint8Array.from({ length: n }, next);
}
