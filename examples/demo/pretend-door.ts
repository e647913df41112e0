import { html } from 'lit';
import { ALEX } from './demo-sandbox.js';
import type { Door } from './door.js';
import type { SandboxAccess } from './sandbox-access.js';
import type { Step } from './steps.js';

/** A door that is never locked: the demo without a server has no sessions, and its sandbox takes everybody for Alex. */
export class PretendDoor implements Door {
  readonly words = html`This bank is pretend. Alex lives here, and any password will do.`;
  readonly fields = html`<label for="user">E-mail address</label>
    <input id="user" type="email" .value=${ALEX.email} readonly autocomplete="off" />
    <label for="password">Password</label>
    <input id="password" type="password" .value=${'pretend'} required autocomplete="off" />`;
  readonly accountLabel = ALEX.email;
  readonly #sandbox: SandboxAccess;
  #isThrough = false;

  constructor(sandbox: SandboxAccess) {
    this.#sandbox = sandbox;
  }

  get isThrough(): boolean {
    return this.#isThrough;
  }

  startAt(seenAt: Step | undefined): Step {
    return seenAt ?? 'password';
  }

  showsAppsAt(): boolean {
    return true;
  }

  async signIn(): Promise<boolean> {
    this.#isThrough = await this.#sandbox.isTrustedDevice(ALEX.userName);
    return true;
  }

  transfer(): Promise<boolean> {
    return Promise.resolve(true);
  }

  signOut(): Promise<void> {
    return Promise.resolve();
  }
}
