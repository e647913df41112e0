import { StoreUnavailable } from './refusal.js';
import type { Clock } from '../core/clock.js';
import type { KeyMaker } from './keys.js';
import type { MfaStore } from './store.js';

/** A device, as it is kept. Times are epoch milliseconds. */
export interface DeviceRecord {
  readonly id: string;
  readonly name?: string | undefined;
  readonly place?: string | undefined;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  /** How often the value of its cookie has been changed. */
  readonly turn: number;
  /** When that was last. */
  readonly turnedAt: number;
}

/** What comes of a change: the list as it is to be, and what the caller wants to know. */
export interface Change<Result> {
  /** Nothing: it stays as it is. */
  readonly devices?: readonly DeviceRecord[];
  readonly result: Result;
}

/** So often somebody else may have been faster. */
const MAX_TRIES = 20;

/** The trusted devices of each person: one record, so that a change counts at once wherever it is made. */
export class DeviceRecords {
  readonly #parts: { readonly store: MfaStore; readonly keys: KeyMaker; readonly clock: Clock };

  constructor(parts: { readonly store: MfaStore; readonly keys: KeyMaker; readonly clock: Clock }) {
    this.#parts = parts;
  }

  /** Those that are not over. */
  async of(userName: string): Promise<readonly DeviceRecord[]> {
    return this.#alive(await this.#parts.store.read(await this.#key(userName)));
  }

  /** @param change - Is asked again where somebody else has changed the list meanwhile. */
  async change<Result>(
    userName: string,
    change: (devices: readonly DeviceRecord[]) => Change<Result>,
  ): Promise<Result> {
    const { store, clock } = this.#parts;
    const key = await this.#key(userName);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await store.read(key);
      const { devices, result } = change(this.#alive(before));
      if (!devices) return result;
      const until = Math.max(clock.now() + 1000, ...devices.map(({ expiresAt }) => expiresAt));
      if (await store.swap(key, before, JSON.stringify(devices), until - clock.now())) return result;
    }
    throw new StoreUnavailable('The list of trusted devices changes all the time');
  }

  #key(userName: string): Promise<string> {
    return this.#parts.keys('devices', userName);
  }

  #alive(record: string | undefined): readonly DeviceRecord[] {
    const now = this.#parts.clock.now();
    return parse(record).filter(({ expiresAt }) => expiresAt > now);
  }
}

/** What is no list, such as one of another version of this gateway, has nothing in it. */
function parse(record: string | undefined): readonly DeviceRecord[] {
  try {
    const list: unknown = JSON.parse(record ?? '[]');
    return Array.isArray(list) ? list.filter(isRecord) : [];
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is DeviceRecord {
  const { id, turn, expiresAt } = (value ?? {}) as Partial<DeviceRecord>;
  return typeof id === 'string' && typeof turn === 'number' && typeof expiresAt === 'number';
}
