import type { OutboxMessage, PendingPush } from '../../src/sandbox/index.js';
import { DEMO_SANDBOX } from './demo-sandbox.js';

/** The sandbox as the demo reaches it: its messages, its switches, and the `fetch` with which the elements call it. */
export class SandboxAccess {
  readonly fetch: typeof fetch;

  private constructor(reach: typeof fetch) {
    this.fetch = reach;
  }

  /** The one in the server; or one in the page, where the demo is served by something that has none. */
  static async find(): Promise<SandboxAccess> {
    const served = new SandboxAccess((...call) => fetch(...call));
    try {
      await served.outbox();
      return served;
    } catch {
      const [{ createSandbox }, library] = await Promise.all([
        import('../../src/sandbox/index.js'),
        import('@simplewebauthn/server'),
      ]);
      // A page has no cookies for itself: whoever looks at it is the one device there is.
      const trustedDevices = { deviceOf: () => 'this-page' };
      return new SandboxAccess(
        createSandbox({ ...DEMO_SANDBOX, trustedDevices, passkeys: { library } }).fetch,
      );
    }
  }

  /** Oldest first. */
  async outbox(): Promise<readonly OutboxMessage[]> {
    const answer = await this.fetch('/sandbox/outbox');
    if (!answer.ok) throw new Error(`The outbox answers ${answer.status}`);
    return (await answer.json()) as OutboxMessage[];
  }

  /** What waits to be approved on the phone, oldest first. */
  async pushes(): Promise<readonly PendingPush[]> {
    const answer = await this.fetch('/sandbox/pushes');
    if (!answer.ok) throw new Error(`The pushes answer ${answer.status}`);
    return (await answer.json()) as PendingPush[];
  }

  answerPush(id: string, answer: 'approve' | 'deny'): Promise<void> {
    return this.tell(`pushes/${answer}`, { id });
  }

  /** A phone is set up for notifications by what it has read from the screen. */
  scanPush(code: string): Promise<void> {
    return this.tell('pushes/scan', { code });
  }

  /** Whether this person needs no second step here: what a site's server knows after the password. */
  async isTrustedDevice(userName: string): Promise<boolean> {
    const answer = await this.fetch(`/sandbox/trusted-device/${userName}`);
    return answer.ok && ((await answer.json()) as { isTrusted: boolean }).isTrusted;
  }

  /** Turns one of the sandbox's switches, such as `faults` or `lock`. */
  async tell(control: string, body: object = {}): Promise<void> {
    await this.fetch(`/sandbox/${control}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
