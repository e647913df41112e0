/** The cookies of one browser, and the sign-ins of a person in it. */
import type { MfaGateway } from '../../../src/server/index.js';

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export class DeviceJar {
  readonly #cookies = new Map<string, string>();

  /** As the browser sends them, along with that of a session. */
  header(session?: string): string {
    const own = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    return [...(session === undefined ? [] : [`session=${session}`]), ...own].join('; ');
  }

  take(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0\b/.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  get size(): number {
    return this.#cookies.size;
  }

  /** The same cookies in another browser: what a thief has. */
  copy(): DeviceJar {
    const other = new DeviceJar();
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  /** Under the marks of another jar, what is in this one. */
  under(other: DeviceJar): DeviceJar {
    const moved = new DeviceJar();
    const [value = ''] = this.#cookies.values();
    for (const name of other.#cookies.keys()) moved.#cookies.set(name, value);
    return moved;
  }

  change(how: (value: string) => string): void {
    for (const [name, value] of this.#cookies) this.#cookies.set(name, how(value));
  }

  /** What an application asks after the password; takes what it answers. */
  async isTrusted(gateway: Pick<MfaGateway, 'isTrustedDevice'>, userName = 'jdoe'): Promise<boolean> {
    const request = new Request('http://bank.example/sign-in', { headers: { cookie: this.header() } });
    const { isTrusted, headers } = await gateway.isTrustedDevice(request, { userName });
    this.take(headers);
    return isTrusted;
  }
}
