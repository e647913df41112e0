import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { ManualClock } from '../support/manual-clock.js';

/** An answer, with the fields that the tests look at. */
export interface Wire {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { code?: string; authId?: string; message?: string };
}

export interface Caller {
  sandbox: Sandbox;
  clock: ManualClock;
  /** Calls below the origin, as whoever the headers say. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Wire>;
  /** Calls the API as a trusted caller who has a token. */
  api(method: string, path: string, body?: unknown): Promise<Wire>;
  lastCode(): string;
  wrongCode(): string;
}

/** A sandbox in this very page, called without any client of ours in between. */
export async function wireCaller(options: SandboxOptions = {}): Promise<Caller> {
  const clock = new ManualClock();
  const sandbox = createSandbox({ clock, ...options });
  const origin = 'http://sandbox.example';
  const call: Caller['call'] = async (method, path, body, headers = {}) => {
    const isForm = body instanceof URLSearchParams;
    const response = await sandbox.fetch(origin + path, {
      method,
      headers: { ...(body !== undefined && !isForm && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? (JSON.parse(text) as Wire['body']) : {},
    };
  };
  const grant = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox-secret' };
  const token = (await call('POST', `${options.basePath ?? ''}/ciam-mfa/v2/get/token`, grant)).body
    .access_token;
  const lastCode = (): string => /\d{4,}/.exec(sandbox.outbox.at(-1)?.text ?? '')?.[0] ?? '';
  return {
    sandbox,
    clock,
    call,
    api: (method, path, body) =>
      call(method, `${options.basePath ?? ''}/ciam-mfa/v2${path}`, body, {
        authorization: `Bearer ${String(token)}`,
      }),
    lastCode,
    wrongCode: () => lastCode().slice(0, -1) + String((Number(lastCode().at(-1)) + 1) % 10),
  };
}
