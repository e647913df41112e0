import type { Clock } from '../core/clock.js';
import { MfaError } from '../core/mfa-error.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import { DeviceCookie } from './device-cookie.js';
import { deviceNameOf } from './device-name.js';
import { DeviceRecords, type Change, type DeviceRecord } from './device-records.js';
import { assertMayManage } from './devices.js';
import type { Guard } from './guard.js';
import type { GatewayLogger, MfaIdentity } from './options.js';
import type { DeviceTrust, TrustedDeviceOptions, TrustSettings } from './trusted-options.js';

const DAY_MS = 86_400_000;
/** As long as browsers keep any cookie. */
const MAX_LIFETIME_MS = 400 * DAY_MS;
const ID_BYTES = 18;
const MAX_PLACE_LENGTH = 100;

/** What a shown cookie comes to. */
type Standing = 'unknown' | 'replayed' | { readonly device: DeviceRecord };

/**
 * Remembers devices: whoever has shown a second factor on one may leave it out there for a while. A cookie is taken only
 * together with its person's name, and its value changes with each use; one from before that is shown once more has been
 * copied, and the device is trusted no longer, whoever of the two has it.
 */
export class TrustedDevices {
  readonly settings: TrustSettings;
  readonly #guard: Guard;
  readonly #clock: Clock;
  readonly #cookie: DeviceCookie;
  readonly #records: DeviceRecords;
  readonly #log: GatewayLogger;

  /** @throws MfaError `misconfigured` */
  constructor(parts: GatewayParts, guard: Guard, log: GatewayLogger, options: TrustedDeviceOptions) {
    this.settings = withDefaults(options);
    this.#guard = guard;
    this.#clock = parts.clock;
    this.#cookie = new DeviceCookie(parts.keys, this.settings);
    this.#records = new DeviceRecords(parts);
    this.#log = log;
  }

  /** A second factor was shown, and the person wants none here for a while. Gives the cookie. */
  async trust(request: Request, { userName }: MfaIdentity): Promise<string> {
    const { lifetimeMs, maxDevices, placeOf } = this.settings;
    const now = this.#clock.now();
    const { shown } = await this.#cookie.read(request, userName);
    const device: DeviceRecord = {
      id: newId(),
      name: deviceNameOf(request.headers.get('user-agent')),
      place: placeOf?.(request)?.slice(0, MAX_PLACE_LENGTH),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now + lifetimeMs,
      turn: 0,
      turnedAt: now,
    };
    await this.#records.change(userName, (devices) => {
      // It is the same device, asked anew: it is not to be there twice.
      const others = devices.filter(({ id }) => id !== shown?.id);
      const newest = others.toSorted((a, b) => b.lastUsedAt - a.lastUsedAt).slice(0, maxDevices - 1);
      return { devices: [device, ...newest], result: undefined };
    });
    this.#log({ event: 'device-trusted', level: 'info', userName });
    return this.#cookie.give(userName, device, lifetimeMs);
  }

  /** Whether the second step can be left out here. */
  async check(request: Request, { userName }: Pick<MfaIdentity, 'userName'>): Promise<DeviceTrust> {
    const headers = new Headers();
    const { isThere, shown } = await this.#cookie.read(request, userName);
    if (!isThere) return { isTrusted: false, headers };
    const standing: Standing = shown
      ? await this.#records.change(userName, (devices) => this.#use(devices, shown))
      : 'unknown';
    if (typeof standing === 'object') {
      const { device } = standing;
      this.#log({ event: 'trusted-device-used', level: 'info', userName });
      headers.append(
        'set-cookie',
        await this.#cookie.give(userName, device, device.expiresAt - this.#clock.now()),
      );
      return { isTrusted: true, headers };
    }
    if (standing === 'replayed') {
      const message = 'A value of its cookie was shown that had been replaced: somebody has a copy';
      this.#log({ event: 'trusted-device-revoked', level: 'warn', userName, message });
    }
    headers.append('set-cookie', await this.#cookie.end(userName));
    return { isTrusted: false, headers };
  }

  async list(call: Call): Promise<Outcome> {
    await this.#guard.passOther(call);
    const { userName } = call.identity;
    const { shown } = await this.#cookie.read(call.request, userName);
    const devices = await this.#records.of(userName);
    return { status: 200, body: devices.map((device) => listed(device, device.id === shown?.id)) };
  }

  /** One that is not there is as good as forgotten. */
  async forget(call: Call): Promise<Outcome> {
    const { shown } = await this.#cookie.read(call.request, call.identity.userName);
    return this.#forget(call, ({ id }) => id === call.id, shown?.id === call.id);
  }

  async forgetAll(call: Call): Promise<Outcome> {
    return this.#forget(call, () => true, true);
  }

  /** For whom the application calls it. */
  async forgetOf(userName: string): Promise<void> {
    await this.#records.change(userName, () => ({ devices: [], result: undefined }));
    this.#log({ event: 'trusted-devices-forgotten', level: 'info', userName });
  }

  async #forget(call: Call, isIt: (device: DeviceRecord) => boolean, isThis: boolean): Promise<Outcome> {
    const { userName } = call.identity;
    assertMayManage(call);
    await this.#guard.passOther(call);
    const isGone = await this.#records.change(userName, (devices): Change<boolean> => {
      const left = devices.filter((device) => !isIt(device));
      return left.length === devices.length ? { result: false } : { devices: left, result: true };
    });
    return {
      status: 204,
      ...(isThis && { headers: { 'set-cookie': await this.#cookie.end(userName) } }),
      ...(isGone && { change: { change: 'device-forgotten' } }),
    };
  }

  /** The value that was shown is replaced by the next one, unless another request has just done that. */
  #use(devices: readonly DeviceRecord[], { id, turn }: { id: string; turn: number }): Change<Standing> {
    const now = this.#clock.now();
    const found = devices.find((device) => device.id === id);
    if (!found) return { result: 'unknown' };
    const isFresh = now < found.turnedAt + this.settings.graceMs;
    const isOld = turn !== found.turn && !(turn === found.turn - 1 && isFresh);
    if (isOld) return { devices: devices.filter((device) => device !== found), result: 'replayed' };
    // Many requests at once have one new value, and only one of them has to write it down.
    if (isFresh && found.turn > 0) return { result: { device: found } };
    const device: DeviceRecord = { ...found, lastUsedAt: now, turn: found.turn + 1, turnedAt: now };
    return { devices: devices.map((one) => (one === found ? device : one)), result: { device } };
  }
}

function withDefaults(options: TrustedDeviceOptions): TrustSettings {
  const settings: TrustSettings = {
    lifetimeMs: 30 * DAY_MS,
    cookieName: '__Host-mfa-device',
    sameSite: 'lax',
    graceMs: 60_000,
    maxDevices: 10,
    ...options,
  };
  const { lifetimeMs, cookieName, graceMs, maxDevices } = settings;
  const isUsable =
    lifetimeMs >= 1000 &&
    lifetimeMs <= MAX_LIFETIME_MS &&
    /^[\w-]+$/.test(cookieName) &&
    graceMs >= 0 &&
    Number.isSafeInteger(maxDevices) &&
    maxDevices > 0;
  if (!isUsable) {
    const message =
      'trustedDevices: lifetimeMs is 1 s to 400 days, cookieName letters, digits, - and _, maxDevices at least 1';
    throw new MfaError('misconfigured', { message });
  }
  return settings;
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
}

function listed({ id, name, place, lastUsedAt, expiresAt }: DeviceRecord, isThis: boolean): object {
  return { id, name, place, lastUsedAt, expiresAt, isThis };
}
