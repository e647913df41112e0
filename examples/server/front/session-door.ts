import { html } from 'lit';
import type { Door } from '../../demo/door.js';
import type { Step } from '../../demo/steps.js';

/** What the server tells the page of its session. */
interface SessionState {
  userName: string;
  /** Whether the second factor has been shown too. */
  verified: boolean;
}

/** Which steps somebody may be at, the first one by default. */
const INSIDE: readonly Step[] = ['account', 'pair'];
const HALFWAY: readonly Step[] = ['message', 'app'];

/** The door of a real site: the server knows the passwords, and keeps the session in a cookie. */
export class SessionDoor implements Door {
  readonly words = html`This bank is pretend, its sessions are not. Try <b>alex</b> with the password
    <b>correct horse</b>.`;
  readonly fields = html`<label for="user">User name</label>
    <input id="user" name="userName" required autocomplete="username" autocapitalize="none" />
    <label for="password">Password</label>
    <input id="password" name="password" type="password" required autocomplete="current-password" />`;
  #session: SessionState | null;

  private constructor(session: SessionState | null) {
    this.#session = session;
  }

  /** Asks the server who is there. */
  static async open(): Promise<SessionDoor> {
    const answer = await fetch('/session');
    return new SessionDoor((await answer.json()) as SessionState | null);
  }

  get accountLabel(): string {
    return this.#session?.userName ?? '';
  }

  get isThrough(): boolean {
    return this.#session?.verified ?? false;
  }

  startAt(seenAt: Step | undefined): Step {
    if (!this.#session) return 'password';
    const steps = this.#session.verified ? INSIDE : HALFWAY;
    return steps.find((step) => step === seenAt) ?? steps[0] ?? 'password';
  }

  /** With the password alone nobody learns which apps there are: the gateway would refuse. */
  showsAppsAt(step: Step): boolean {
    return INSIDE.includes(step);
  }

  async signIn(form: FormData): Promise<boolean> {
    const answer = await post('/sign-in', new URLSearchParams([...form] as [string, string][]));
    if (answer.status === 401) return false;
    if (!answer.ok) throw new Error(`The sign-in answers ${answer.status}`);
    this.#session = (await answer.json()) as SessionState;
    return true;
  }

  /** Has confirmed already, by then: where the server wants to know it anew all the same, it is not sent. */
  async transfer(): Promise<boolean> {
    return (await post('/transfers')).ok;
  }

  async signOut(): Promise<void> {
    await post('/sign-out');
    this.#session = null;
  }
}

function post(path: string, body: URLSearchParams | null = null): Promise<Response> {
  return fetch(path, { method: 'POST', body });
}
