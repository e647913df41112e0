import type { BetterAuthOptions } from '../../../src/backends/better-auth/index.js';
import { BetterAuthClient } from '../../../src/backends/better-auth/index.js';
import type { TotpEnrollment } from '../../../src/core/client.js';
import { totpCode } from '../../support/totp-code.js';
import { PASSWORD, type AuthServer } from './auth-server.js';

/** Somebody at the site, with the cookies of their browser. */
export class Visitor {
  readonly email: string;
  readonly #server: AuthServer;
  readonly #cookies = new Map<string, string>();

  constructor(server: AuthServer, email = 'jdoe@example.com') {
    this.#server = server;
    this.email = email;
  }

  /** Keeps the cookies as a browser does, and names the page's origin. */
  readonly fetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', this.#server.origin);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(input, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0\b/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  };

  client(options: Partial<BetterAuthOptions> = {}): BetterAuthClient {
    return new BetterAuthClient({ endpoint: this.#server.endpoint, fetch: this.fetch, ...options });
  }

  signUp(): Promise<unknown> {
    return this.#post('sign-up/email', { email: this.email, password: PASSWORD, name: 'J. Doe' });
  }

  /** The answer of the first step. */
  signIn(): Promise<unknown> {
    return this.#post('sign-in/email', { email: this.email, password: PASSWORD });
  }

  /** Pairs an app. */
  async pair(): Promise<TotpEnrollment> {
    const client = this.client();
    const enrollment = await client.beginTotpEnrollment({}, { proof: { password: PASSWORD } });
    await client.activateTotp(enrollment, await appCode(enrollment));
    return enrollment;
  }

  /** Comes back another day, without a session; the other cookies are kept. */
  forgetSession(): void {
    for (const name of [...this.#cookies.keys()])
      if (name.endsWith('session_token')) this.#cookies.delete(name);
  }

  async #post(route: string, body: object): Promise<unknown> {
    const response = await this.fetch(`${this.#server.endpoint}/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${route}: ${response.status}`);
    return response.json();
  }
}

/** What the app shows now. */
export function appCode({ secret }: Pick<TotpEnrollment, 'secret'>, offsetMs = 0): Promise<string> {
  return totpCode(secret, Date.now() + offsetMs);
}

/** A code of the same length that is another one. */
export function otherCode(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 5) % 10);
}
