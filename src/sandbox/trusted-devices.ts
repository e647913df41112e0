import type { Clock } from '../core/clock.js';
import { randomUuid, type RandomBytes } from './random.js';

const DAY_MS = 86_400_000;
const COOKIE = 'mfa-sandbox-device';
/** The first that a browser's own description of itself names: the others borrow from each other. */
const BROWSERS: readonly (readonly [mark: string, name: string])[] = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];

export interface SandboxTrustedDevices {
  /** Milliseconds for which a device is trusted. Default 30 days. */
  lifetimeMs?: number;
  /** Tells devices apart. Default: a cookie of the sandbox's own, which only a server can set. */
  deviceOf?: (request: Request) => string;
}

interface Device {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

/**
 * The devices on which people are not asked again, as a gateway has them. A device is known by its cookie alone: for a
 * site of your own, `mfa-elements/server` has one that is signed, changes with each use, and is taken back when stolen.
 */
export class TrustedDevices {
  readonly lifetimeMs: number;
  readonly #deviceOf: SandboxTrustedDevices['deviceOf'];
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  /** By the name of their person. */
  readonly #devices = new Map<string, readonly Device[]>();

  constructor(clock: Clock, randomBytes: RandomBytes, options: SandboxTrustedDevices) {
    this.lifetimeMs = options.lifetimeMs ?? 30 * DAY_MS;
    this.#deviceOf = options.deviceOf;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** Gives the cookie that the device shows from now on. */
  trust(request: Request, userName: string): string {
    const id = this.#idIn(request) ?? randomUuid(this.#randomBytes);
    const now = this.#clock.now();
    const device = {
      id,
      name: nameOf(request.headers.get('user-agent') ?? ''),
      lastUsedAt: now,
      expiresAt: now + this.lifetimeMs,
    };
    this.#devices.set(userName, [device, ...this.#others(userName, id)]);
    const maxAgeS = Math.floor(this.lifetimeMs / 1000);
    return `${COOKIE}=${id}; Max-Age=${maxAgeS}; Path=/; HttpOnly; SameSite=Lax`;
  }

  isTrusted(request: Request, userName: string): boolean {
    return this.list(request, userName).some(({ isThis }) => isThis);
  }

  list(request: Request, userName: string): (Device & { readonly isThis: boolean })[] {
    const shown = this.#idIn(request);
    return this.#of(userName).map((device) => ({ ...device, isThis: device.id === shown }));
  }

  /** @param id - Default: all of them. */
  forget(userName: string, id?: string): void {
    this.#devices.set(userName, id === undefined ? [] : this.#others(userName, id));
  }

  reset(): void {
    this.#devices.clear();
  }

  #of(userName: string): readonly Device[] {
    const now = this.#clock.now();
    return (this.#devices.get(userName) ?? []).filter(({ expiresAt }) => now < expiresAt);
  }

  #others(userName: string, id: string): Device[] {
    return this.#of(userName).filter((device) => device.id !== id);
  }

  #idIn(request: Request): string | undefined {
    if (this.#deviceOf) return this.#deviceOf(request);
    return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
  }
}

function nameOf(userAgent: string): string {
  return BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1] ?? 'A browser';
}
