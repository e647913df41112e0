/** Devices that the sandbox's gateway remembers, by the client that pages use. */
import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';

const DAY_MS = 86_400_000;
const ORIGIN = 'https://bank.example';

/** A browser with its cookies, as far as the sandbox needs one. */
class Browser {
  cookie = '';
  readonly fetch: typeof fetch;

  constructor(sandbox: Sandbox) {
    this.fetch = async (input, init) => {
      const headers = new Headers(init?.headers);
      if (this.cookie) headers.set('cookie', this.cookie);
      headers.set('user-agent', 'Mozilla/5.0 (X11) Gecko/20100101 Firefox/140.0');
      const answer = await sandbox.fetch(new URL(input as string, ORIGIN), { ...init, headers });
      const [set] = answer.headers.getSetCookie();
      if (set) this.cookie = set.slice(0, set.indexOf(';'));
      return answer;
    };
  }

  get request(): Request {
    return new Request(ORIGIN, { headers: { cookie: this.cookie } });
  }
}

void describe('the trusted devices of a sandbox', () => {
  let clock: FakeClock;
  let sandbox: Sandbox;
  let browser: Browser;
  let client: CiamClient;

  function make(options: SandboxOptions): void {
    clock = fakeClock();
    sandbox = createSandbox({
      identify: () => ({ userName: 'jdoe', phoneNumber: '+12025550406', mayManageDevices: true }),
      clock,
      ...options,
    });
    browser = new Browser(sandbox);
    client = new CiamClient({ endpoint: '/mfa', fetch: browser.fetch, clock });
  }

  async function verify(rememberDevice: boolean, isRight = true): Promise<void> {
    const challenge = await client.requestOtp({ channel: 'sms' });
    const right = /\d{6}/.exec(sandbox.outbox.at(-1)!.text)![0];
    const code = isRight ? right : right.replace(/^./, (first) => String((Number(first) + 1) % 10));
    await client.verifyOtp(challenge, code, { rememberDevice });
  }

  const isTrusted = (): boolean => sandbox.isTrustedDevice(browser.request, 'jdoe');

  beforeEach(() => make({ trustedDevices: {} }));

  void it('are remembered by a right code and the person’s word, for 30 days', async () => {
    await verify(true);
    expect(client.remembersDevicesForMs).to.equal(30 * DAY_MS);
    expect(isTrusted()).to.equal(true);
    expect(sandbox.isTrustedDevice(browser.request, 'somebody-else')).to.equal(false);
    expect(sandbox.isTrustedDevice(new Request(ORIGIN), 'jdoe'), 'another device').to.equal(false);
    clock.advance(30 * DAY_MS);
    expect(isTrusted()).to.equal(false);
  });

  void it('are not without that word, nor by a wrong code', async () => {
    await verify(false);
    await verify(true).then(() => sandbox.reset());
    await verify(true, false).catch(() => undefined);
    expect(isTrusted()).to.equal(false);
  });

  void it('are listed once, with this one marked, and forgotten', async () => {
    await verify(true);
    await verify(true);
    const [device, ...others] = await client.listTrustedDevices!();
    expect(others).to.deep.equal([]);
    expect(device).to.include({ name: 'Firefox', isThis: true });
    await client.forgetTrustedDevice!(device!);
    expect(isTrusted()).to.equal(false);
    await verify(true);
    await client.forgetAllTrustedDevices!();
    expect(await client.listTrustedDevices!()).to.deep.equal([]);
  });

  void it('can be told apart by something else than a cookie', async () => {
    make({ trustedDevices: { deviceOf: () => 'this-page', lifetimeMs: DAY_MS } });
    await verify(true);
    browser.cookie = '';
    expect(isTrusted()).to.equal(true);
  });

  void it('are none where they are switched off', async () => {
    make({});
    await verify(true);
    expect(client.remembersDevices).to.equal(false);
    expect(client.listTrustedDevices).to.equal(undefined);
    expect(isTrusted()).to.equal(false);
  });
});
