import type { Clock } from '../../core/clock.js';
import { equalInConstantTime } from '../code-hash.js';
import { json, textOf } from '../messages.js';
import type { SandboxClient, SandboxSettings } from '../options.js';
import { toHex, type RandomBytes } from '../random.js';
import { CiamError } from './ciam-errors.js';

/** Client-credentials tokens (contract A.1): `grant_type`, `client_id` and `client_secret` in a form or in JSON. */
export class TokenIssuer {
  readonly #expiries = new Map<string, number>();
  readonly #clients: readonly SandboxClient[];
  readonly #settings: Pick<SandboxSettings, 'tokenLifetimeMs'>;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;

  constructor(
    clients: readonly SandboxClient[],
    settings: Pick<SandboxSettings, 'tokenLifetimeMs'>,
    clock: Clock,
    randomBytes: RandomBytes,
  ) {
    this.#clients = clients;
    this.#settings = settings;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** Answers a request for a token. @throws CiamError of 10028 to 10031, 10002 */
  async issue(request: Request): Promise<Response> {
    if (/^basic\b/i.test(request.headers.get('authorization') ?? '')) throw new CiamError('token-basic');
    const fields = await readForm(request);
    // One of the vendor's examples has the grant without its s.
    if (!/^client_credentials?$/.test(fields.grant_type ?? '')) throw new CiamError('token-no-grant');
    const id = fields.client_id;
    const secret = fields.client_secret;
    if (!id) throw new CiamError('token-no-client');
    if (!secret) throw new CiamError('token-no-secret');
    const client = this.#clients.find((known) => known.id === id);
    const encoder = new TextEncoder();
    if (!client || !equalInConstantTime(encoder.encode(client.secret), encoder.encode(secret))) {
      throw new CiamError('token-invalid');
    }
    const token = toHex(this.#randomBytes(32));
    const { tokenLifetimeMs } = this.#settings;
    this.#expiries.set(token, this.#clock.now() + tokenLifetimeMs);
    // The expiry is text or number depending on which of the vendor's pages one reads; OAuth says number.
    return json(200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: Math.floor(tokenLifetimeMs / 1000),
    });
  }

  /** @throws CiamError of 10001, 10002 */
  check(request: Request): void {
    const token = /^bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const expiresAt = this.#expiries.get(token);
    if (expiresAt === undefined) throw new CiamError('token-invalid');
    if (this.#clock.now() >= expiresAt) throw new CiamError('token-expired');
  }

  reset(): void {
    this.#expiries.clear();
  }
}

async function readForm(request: Request): Promise<Record<string, string | undefined>> {
  const body = await request.text();
  if (!/json/i.test(request.headers.get('content-type') ?? ''))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    const fields = JSON.parse(body) as unknown;
    return Object.fromEntries(Object.entries(fields as object).map(([name, value]) => [name, textOf(value)]));
  } catch {
    return {};
  }
}
