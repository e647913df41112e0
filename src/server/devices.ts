import { meansAll, TYPES } from '../backends/ciam/wire.js';
import type { Factor, TotpEnrollment } from '../core/client.js';
import { MfaError, type MfaErrorCode } from '../core/mfa-error.js';
import type { Bindings } from './bindings.js';
import { deviceName, readCode, readNewDevice, type Fields } from './body.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import { checkedId } from './challenges.js';
import type { Guard } from './guard.js';
import { UpstreamFailure } from './upstream.js';

/** Pairs authenticator apps; lists and removes them, and passkeys (contract A.4). */
export class Devices {
  readonly #parts: GatewayParts;
  readonly #guard: Guard;
  readonly #bindings: Bindings;

  constructor(parts: GatewayParts, guard: Guard, bindings: Bindings) {
    this.#parts = parts;
    this.#guard = guard;
    this.#bindings = bindings;
  }

  async enroll(call: Call, fields: Fields): Promise<Outcome> {
    const { limits, clock } = this.#parts;
    const name = readNewDevice(fields);
    await this.#admit(call);
    const made = await this.#make(call, name);
    const expiresAt = Math.min(clock.now() + limits.totpLifetimeMs, made.expiresAt ?? Infinity);
    const authId = checkedId(made.id);
    await this.#bindings.bind(call, authId, { kind: 'enrollment', channel: 'totp', expiresAt });
    const body = {
      authId,
      deviceType: 'TOTP',
      deviceName: name,
      status: 'ACTIVATION_REQUIRED',
      secret: made.secret,
      registrationUri: made.uri,
      expiresAt,
    };
    return { status: 201, body };
  }

  /** Wrong codes are not counted towards a lock: whoever sees this secret need not guess. */
  async activate(call: Call, fields: Fields): Promise<Outcome> {
    const { upstream } = this.#parts;
    const code = readCode(fields);
    assertMayManage(call);
    const { expiresAt } = await this.#bindings.find(call, 'enrollment');
    await this.#guard.passCheck(call, undefined);
    // What the client asks of an enrolment beside its id it has from the page, which needs none here.
    const enrollment = { id: call.id, secret: '', expiresAt };
    try {
      await upstream.call(call.identity, (client) => client.activateTotp(enrollment, code));
    } catch (failure) {
      // Paired by a code whose answer was lost: it would have ended the binding.
      if (!failedWith(failure, 'already-enrolled')) throw failure;
    }
    await this.#bindings.end(call);
    return { status: 200, body: { status: 'ACTIVE' }, change: { change: 'factor-added', kind: 'totp' } };
  }

  async list(call: Call): Promise<Outcome> {
    const { upstream } = this.#parts;
    await this.#guard.passOther(call);
    const factors = await upstream.call(call.identity, (client) => client.listFactors());
    return { status: 200, body: factors.map((factor) => listed(factor, this.#parts.hasPasskeys)) };
  }

  async removeApp(call: Call): Promise<Outcome> {
    const name = deviceName(call.id);
    return this.#remove(call, { id: name, kind: 'totp', name, active: true });
  }

  /** One by its name, or all of them. */
  async removePasskey(call: Call): Promise<Outcome> {
    const name = deviceName(call.id);
    const which = meansAll(name) ? { all: true } : { name };
    return this.#remove(call, { id: name, kind: 'passkey', active: true, ...which });
  }

  async #remove(call: Call, factor: Factor): Promise<Outcome> {
    const { upstream } = this.#parts;
    await this.#admit(call);
    try {
      await upstream.call(call.identity, (client) => client.removeFactor(factor));
    } catch (failure) {
      if (!isLost(failure) || (await this.#find(call, factor, failure))) throw failure;
    }
    const { kind, name } = factor;
    return { status: 204, change: { change: 'factor-removed', kind, name } };
  }

  /**
   * A device whose making was heard of by nobody has the name all the same, now or when it is begun once more: it is
   * taken back. One that is in use is not.
   */
  async #make(call: Call, name: string): Promise<TotpEnrollment> {
    const { upstream } = this.#parts;
    const make = (): Promise<TotpEnrollment> =>
      upstream.call(call.identity, (client) => client.beginTotpEnrollment({ deviceName: name }));
    try {
      return await make();
    } catch (failure) {
      if (!isLost(failure) && !failedWith(failure, 'name-taken')) throw failure;
      const halfMade = await this.#find(call, { kind: 'totp', name }, failure);
      if (!halfMade || halfMade.active) throw failure;
      await upstream.call(call.identity, (client) => client.removeFactor(halfMade));
      return make();
    }
  }

  /** @throws the failure that made us look, where looking fails too */
  async #find(
    { identity }: Call,
    { kind, name, all }: Pick<Factor, 'kind' | 'name' | 'all'>,
    failure: unknown,
  ): Promise<Factor | undefined> {
    try {
      const factors = await this.#parts.upstream.call(identity, (client) => client.listFactors());
      return factors.find((factor) => factor.kind === kind && (all === true || factor.name === name));
    } catch {
      throw failure;
    }
  }

  async #admit(call: Call): Promise<void> {
    assertMayManage(call);
    await this.#guard.passOther(call);
  }
}

function failedWith(failure: unknown, code: MfaErrorCode): boolean {
  return failure instanceof UpstreamFailure && failure.error.code === code;
}

/** The backend may have done it. After a late answer there is no time left to look. */
function isLost(failure: unknown): boolean {
  return failure instanceof UpstreamFailure && failure.isUnsure && !failedWith(failure, 'timeout');
}

/** @throws MfaError `proof-required` where a second factor is owed */
export function assertMayManage({ identity }: Call): void {
  if (identity.mayManageDevices !== true) throw new MfaError('proof-required', { proof: 'step-up' });
}

function listed({ kind, name, active, createdAt }: Factor, hasPasskeys: boolean): object {
  // A passkey that nobody can use here is not active to the page.
  const isUsable = active && (kind !== 'passkey' || hasPasskeys);
  return {
    deviceType: kind === 'passkey' ? TYPES.passkey : TYPES.totp,
    deviceName: name,
    status: isUsable ? 'ACTIVE' : 'ACTIVATION_REQUIRED',
    // The last day that a date can be.
    ...(createdAt !== undefined && createdAt <= 8.64e15 && { createdAt: new Date(createdAt).toISOString() }),
  };
}
