/** People with passwords, and sessions in a cookie that no script can read. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { MfaIdentity } from '../../src/server/index.js';

interface Person {
  readonly userName: string;
  readonly phoneNumber: string;
  readonly email: string;
  readonly salt: Buffer;
  readonly password: Buffer;
}

export interface Session {
  readonly id: string;
  readonly person: Person;
  /** Whether the second step is done, or was left out on a device that is trusted. */
  readonly verified: boolean;
  /** Whether a second factor has been shown in this very session. */
  readonly hasShown: boolean;
}

/** A session that has just begun, and the headers that give it to the browser. */
export interface OpenedSession {
  readonly session: Session;
  readonly headers: HeadersInit;
}

const COOKIE = 'session';
const LIFETIME_MS = 3_600_000;

export class Sessions {
  readonly #people = new Map<string, Person>();
  readonly #sessions = new Map<string, Session & { until: number }>();

  addPerson(userName: string, password: string, contact: Pick<Person, 'phoneNumber' | 'email'>): void {
    const salt = randomBytes(16);
    this.#people.set(userName, { userName, salt, password: scryptSync(password, salt, 32), ...contact });
  }

  /** Opens a session, if this is the right password. */
  signIn(userName: string, password: string): OpenedSession | undefined {
    const person = this.#people.get(userName);
    // As long for nobody as for somebody.
    const tried = scryptSync(password, person?.salt ?? 'nobody', 32);
    if (!person || !timingSafeEqual(tried, person.password)) return undefined;
    return this.#open(person, { verified: false, hasShown: false });
  }

  /** The device is trusted: the second step is left out. */
  letIn(sessionId: string): OpenedSession | undefined {
    return this.#replace(sessionId, { verified: true, hasShown: false });
  }

  /** Of a request's cookie. */
  of(request: Request): Session | undefined {
    const id = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
    const session = id === undefined ? undefined : this.#sessions.get(id);
    return session && session.until > Date.now() ? session : undefined;
  }

  /** What the gateway may know of who is signed in. */
  identityOf(request: Request): MfaIdentity | undefined {
    const session = this.of(request);
    if (!session) return undefined;
    const { userName, phoneNumber, email } = session.person;
    // With the password alone nobody pairs a phone, nor with that and a device that is trusted.
    return { sessionId: session.id, userName, phoneNumber, email, mayManageDevices: session.hasShown };
  }

  /** The second factor was right: another session takes the place of this one, so that no old cookie is worth more. */
  stepUp(sessionId: string): HeadersInit | undefined {
    return this.#replace(sessionId, { verified: true, hasShown: true })?.headers;
  }

  signOut(request: Request): HeadersInit {
    const session = this.of(request);
    if (session) this.#sessions.delete(session.id);
    return { 'set-cookie': `${COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict` };
  }

  #replace(sessionId: string, standing: Pick<Session, 'verified' | 'hasShown'>): OpenedSession | undefined {
    const session = this.#sessions.get(sessionId);
    if (!session) return undefined;
    this.#sessions.delete(sessionId);
    return this.#open(session.person, standing);
  }

  #open(person: Person, standing: Pick<Session, 'verified' | 'hasShown'>): OpenedSession {
    const session = { id: randomBytes(24).toString('base64url'), person, ...standing };
    this.#sessions.set(session.id, { ...session, until: Date.now() + LIFETIME_MS });
    // On a host of your own: `Secure` as well, and the name `__Host-session`.
    const cookie = `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Strict`;
    return { session, headers: { 'set-cookie': cookie } };
  }
}
