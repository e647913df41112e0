import type { Clock } from '../core/clock.js';
import type { PasskeyCredential, PasskeyLibrary, PasskeySite } from './passkey-library.js';
import { randomUuid, type RandomBytes } from './random.js';
import { Refusal } from './refusal.js';

/** How the contract spells what kind of device a passkey is: one page says this, another that. */
export type PasskeySpelling = 'FIDO' | 'FIDO2';

export interface Passkey {
  readonly id: string;
  readonly name: string | undefined;
  readonly spelling: PasskeySpelling;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Nothing for one that was put here without the ceremony: it is listed and removed, and nobody signs with it. */
  readonly made?: { readonly rpId: string; readonly rpName: string; credential: PasskeyCredential };
}

/** What the browser is to be told of a ceremony that has begun. */
export interface PasskeyCeremonyStart {
  readonly id: string;
  readonly challenge: Uint8Array;
  /** The person's passkeys for this site: those that can be used, or that must not be made again. */
  readonly credentials: readonly PasskeyCredential[];
  /** The person's handle: the same for all of their passkeys, and no name. */
  readonly userHandle: Uint8Array;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

interface Ceremony extends PasskeyCeremonyStart {
  readonly kind: 'create' | 'get';
  readonly userName: string;
  readonly site: Pick<PasskeySite, 'rpId' | 'rpName'>;
  expiresAt: number;
  isOver: boolean;
}

/** What the browser gave, and from where it has to be. */
export interface PasskeyAttempt {
  readonly id: string;
  /** In the standard's JSON. */
  readonly response: Readonly<Record<string, unknown>>;
  readonly origins: readonly string[];
  /** Whose ceremony it has to be, where that is known. */
  readonly owner?: string | undefined;
}

const LIFETIME_MS = 120_000;
const MAX_PASSKEYS = 10;
const CHALLENGE_BYTES = 32;

/** The passkeys of each user: made and asked for in ceremonies whose challenges live two minutes and work once. */
export class Passkeys {
  readonly #keys = new Map<string, readonly Passkey[]>();
  readonly #handles = new Map<string, Uint8Array>();
  readonly #ceremonies = new Map<string, Ceremony>();
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #library: PasskeyLibrary | undefined;

  constructor(clock: Clock, randomBytes: RandomBytes, library: PasskeyLibrary | undefined) {
    this.#clock = clock;
    this.#randomBytes = randomBytes;
    this.#library = library;
  }

  /** Whether there is something to check them with. */
  get isChecked(): boolean {
    return this.#library !== undefined;
  }

  /** Gives one without the ceremony, for demos and tests. */
  add(userName: string, name: string | undefined, spelling: PasskeySpelling = 'FIDO2'): void {
    const id = randomUuid(this.#randomBytes);
    this.#keep(userName, { id, name, spelling, createdAt: this.#clock.now() });
  }

  list(userName: string): readonly Passkey[] {
    return this.#keys.get(userName) ?? [];
  }

  /** @param name - `all` is every one of them. @returns Whether there was one to remove. */
  remove(userName: string, name: string): boolean {
    return this.#remove(userName, (key) => name.toLowerCase() === 'all' || key.name === name);
  }

  /** @returns Whether there was one to remove. */
  removeById(userName: string, id: string): boolean {
    return this.#remove(userName, (key) => key.id === id);
  }

  /** @throws Refusal `too-many-devices` */
  beginCreate(userName: string, site: Ceremony['site']): PasskeyCeremonyStart {
    if (this.list(userName).length >= MAX_PASSKEYS) throw new Refusal('too-many-devices');
    return this.#begin('create', userName, site);
  }

  /** @throws Refusal `no-device` where the person has none for this site */
  beginGet(userName: string, site: Ceremony['site']): PasskeyCeremonyStart {
    if (!this.isRegistered(userName, site.rpId)) throw new Refusal('no-device');
    return this.#begin('get', userName, site);
  }

  isRegistered(userName: string, rpId: string): boolean {
    return this.#credentials(userName, rpId).length > 0;
  }

  /** @throws Refusal `unknown-challenge`, `used`, `expired`, `wrong-origin`, `wrong-passkey` */
  async finishCreate(attempt: PasskeyAttempt, name?: string): Promise<void> {
    const { userName, site, challenge } = this.#take(attempt, 'create');
    const { verified, registrationInfo } = await this.#check((library) =>
      library.verifyRegistrationResponse({
        response: attempt.response,
        expectedChallenge: toBase64Url(challenge),
        expectedOrigin: originsOf(attempt, site.rpId),
        expectedRPID: site.rpId,
      } as never),
    );
    if (!verified || !registrationInfo) throw new Refusal('wrong-passkey');
    const { credential } = registrationInfo;
    if (this.#credentials(userName, site.rpId).some(({ id }) => id === credential.id))
      throw new Refusal('wrong-passkey');
    const made = { ...site, credential };
    const createdAt = this.#clock.now();
    this.#keep(userName, { id: randomUuid(this.#randomBytes), name, spelling: 'FIDO2', createdAt, made });
  }

  /** @returns Whose it is. @throws Refusal as {@link finishCreate} */
  async finishGet(attempt: PasskeyAttempt): Promise<string> {
    const { userName, site, challenge } = this.#take(attempt, 'get');
    const made = this.list(userName)
      .map((key) => key.made)
      .find((known) => known?.rpId === site.rpId && known.credential.id === attempt.response.id);
    if (!made) throw new Refusal('wrong-passkey');
    const { verified, authenticationInfo } = await this.#check((library) =>
      library.verifyAuthenticationResponse({
        response: attempt.response,
        expectedChallenge: toBase64Url(challenge),
        expectedOrigin: originsOf(attempt, site.rpId),
        expectedRPID: site.rpId,
        credential: made.credential,
        // Preferred, as the options say: the password came before.
        requireUserVerification: false,
      } as never),
    );
    if (!verified || !authenticationInfo) throw new Refusal('wrong-passkey');
    made.credential = { ...made.credential, counter: authenticationInfo.newCounter };
    return userName;
  }

  /** Ends the life of every ceremony, as if its time were over. */
  expireAll(): void {
    for (const ceremony of this.#ceremonies.values()) ceremony.expiresAt = this.#clock.now();
  }

  reset(): void {
    this.#keys.clear();
    this.#handles.clear();
    this.#ceremonies.clear();
  }

  #begin(kind: Ceremony['kind'], userName: string, site: Ceremony['site']): PasskeyCeremonyStart {
    const handle = this.#handles.get(userName) ?? this.#randomBytes(CHALLENGE_BYTES);
    this.#handles.set(userName, handle);
    const ceremony: Ceremony = {
      id: randomUuid(this.#randomBytes),
      kind,
      userName,
      site,
      challenge: this.#randomBytes(CHALLENGE_BYTES),
      credentials: this.#credentials(userName, site.rpId),
      userHandle: handle,
      expiresAt: this.#clock.now() + LIFETIME_MS,
      isOver: false,
    };
    this.#ceremonies.set(ceremony.id, ceremony);
    return ceremony;
  }

  /** A challenge is spent by the first answer to it, whatever that is worth. */
  #take({ id, owner }: PasskeyAttempt, kind: Ceremony['kind']): Ceremony {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony?.kind !== kind || (owner !== undefined && ceremony.userName !== owner))
      throw new Refusal('unknown-challenge');
    if (ceremony.isOver) throw new Refusal('used');
    if (this.#clock.now() >= ceremony.expiresAt) throw new Refusal('expired');
    ceremony.isOver = true;
    return ceremony;
  }

  /** The library throws for nearly everything that is wrong. */
  async #check<Result>(run: (library: PasskeyLibrary) => Promise<Result>): Promise<Result> {
    if (!this.#library) throw new Refusal('unknown-challenge');
    try {
      return await run(this.#library);
    } catch (error) {
      const isOrigin = error instanceof Error && /\borigin\b|RP ID/i.test(error.message);
      throw new Refusal(isOrigin ? 'wrong-origin' : 'wrong-passkey');
    }
  }

  #credentials(userName: string, rpId: string): PasskeyCredential[] {
    const made = this.list(userName).flatMap((key) => (key.made?.rpId === rpId ? [key.made] : []));
    return made.map(({ credential }) => credential);
  }

  #remove(userName: string, isIt: (key: Passkey) => boolean): boolean {
    const before = this.list(userName);
    const after = before.filter((key) => !isIt(key));
    this.#keys.set(userName, after);
    return after.length < before.length;
  }

  #keep(userName: string, key: Passkey): void {
    this.#keys.set(userName, [...this.list(userName), key]);
  }
}

/** Of the origins that a call names, those that the domain of the passkeys covers. @throws Refusal `wrong-origin` */
function originsOf({ origins }: PasskeyAttempt, rpId: string): string[] {
  const covered = origins.filter((origin) => {
    const host = hostOf(origin);
    return host === rpId || host?.endsWith(`.${rpId}`);
  });
  if (!covered.length) throw new Refusal('wrong-origin');
  return covered;
}

/** The host of an address, or the host itself. */
export function hostOf(value: string): string | undefined {
  try {
    return new URL(/^\w+:\/\//.test(value) ? value : `https://${value}`).hostname;
  } catch {
    return undefined;
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64Url(text: string): Uint8Array {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
