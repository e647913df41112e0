import { generateSync, ScureBase32Plugin, verifySync } from 'otplib';
import type { Clock } from '../core/clock.js';
import type { SandboxSettings } from './options.js';
import { randomUuid, type RandomBytes } from './random.js';
import { Refusal } from './refusal.js';

export interface TotpDevice {
  readonly id: string;
  readonly name: string;
  /** Base32, 32 characters. */
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Until when the first code has to come, in epoch milliseconds. */
  readonly expiresAt: number;
  active: boolean;
  /** The last time step that was spent: RFC 6238 5.2 forbids to take a code twice. */
  lastStep: number;
}

/** What a code is to a device. */
export type CodeMatch = 'right' | 'wrong' | 'used';

const SECRET_BYTES = 20;
const STEP_S = 30;

/** The authenticators of all users: SHA-1, 6 digits, 30 s, one step of drift to either side. */
export class TotpService {
  readonly #devices = new Map<string, TotpDevice[]>();
  readonly #settings: Pick<SandboxSettings, 'maxDevices' | 'totpLifetimeMs'>;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;

  constructor(
    settings: Pick<SandboxSettings, 'maxDevices' | 'totpLifetimeMs'>,
    clock: Clock,
    randomBytes: RandomBytes,
  ) {
    this.#settings = settings;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** @throws Refusal `name-taken`, `too-many-devices` */
  begin(userName: string, name: string): TotpDevice {
    const devices = this.list(userName);
    if (devices.some((device) => device.name === name)) throw new Refusal('name-taken');
    if (devices.length >= this.#settings.maxDevices) throw new Refusal('too-many-devices');
    const createdAt = this.#clock.now();
    const device: TotpDevice = {
      id: randomUuid(this.#randomBytes),
      name,
      secret: new ScureBase32Plugin().encode(this.#randomBytes(SECRET_BYTES), { padding: false }),
      createdAt,
      expiresAt: createdAt + this.#settings.totpLifetimeMs,
      active: false,
      lastStep: -1,
    };
    this.#devices.set(userName, [...devices, device]);
    return device;
  }

  /** @throws Refusal `unknown-challenge`, `already-active`, `wrong-code` */
  activate(userName: string, id: string, code: string): TotpDevice {
    const device = this.list(userName).find((known) => known.id === id);
    if (!device) throw new Refusal('unknown-challenge');
    if (device.active) throw new Refusal('already-active');
    // Not counted towards a lock: whoever sees this secret need not guess.
    if (this.#spend(device, code) !== 'right') throw new Refusal('wrong-code');
    device.active = true;
    return device;
  }

  /** An authenticator that is paired already, for demos and tests. */
  seed(userName: string, name: string): TotpDevice {
    const device = this.begin(userName, name);
    device.active = true;
    return device;
  }

  /** Those that wait for their first code included, unless they have waited too long. */
  list(userName: string): TotpDevice[] {
    const devices = (this.#devices.get(userName) ?? []).filter(
      (device) => device.active || this.#clock.now() < device.expiresAt,
    );
    this.#devices.set(userName, devices);
    return devices;
  }

  /** Whether there was one to remove. */
  remove(userName: string, name: string): boolean {
    const devices = this.list(userName);
    this.#devices.set(
      userName,
      devices.filter((device) => device.name !== name),
    );
    return devices.some((device) => device.name === name);
  }

  /**
   * Which authenticators can answer a challenge: the named one, or all that are active.
   *
   * @throws Refusal `no-device`, `unknown-device`, `inactive-device`
   */
  usable(userName: string, name?: string): TotpDevice[] {
    const devices = this.list(userName);
    if (!devices.length) throw new Refusal('no-device');
    const named = name === undefined ? devices : devices.filter((device) => device.name === name);
    if (!named.length) throw new Refusal('unknown-device');
    const active = named.filter((device) => device.active);
    if (!active.length) throw new Refusal('inactive-device');
    return active;
  }

  /** Checks a code against those of these authenticators that are still there, and spends it if it is right. */
  check(userName: string, devices: readonly TotpDevice[], code: string): CodeMatch {
    const paired = this.list(userName);
    const matches = devices
      .filter((device) => paired.includes(device))
      .map((device) => this.#spend(device, code));
    return matches.find((match) => match === 'right') ?? matches.find((match) => match === 'used') ?? 'wrong';
  }

  /** What this authenticator shows now, for demos and tests. */
  currentCode(device: TotpDevice): string {
    return generateSync({ secret: device.secret, epoch: this.#epoch() });
  }

  reset(): void {
    this.#devices.clear();
  }

  #spend(device: TotpDevice, code: string): CodeMatch {
    // The library throws for anything but six digits.
    if (!/^\d{6}$/.test(code)) return 'wrong';
    const result = verifySync({
      secret: device.secret,
      token: code,
      epoch: this.#epoch(),
      epochTolerance: STEP_S,
    });
    if (!result.valid || !('timeStep' in result)) return 'wrong';
    if (result.timeStep <= device.lastStep) return 'used';
    device.lastStep = result.timeStep;
    return 'right';
  }

  #epoch(): number {
    return Math.floor(this.#clock.now() / 1000);
  }
}
