import type { Factor } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import type { Bindings } from './bindings.js';
import { deviceName, readBody, readCode, readNewDevice } from './body.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import { checkedId } from './challenges.js';
import type { Guard } from './guard.js';

/** Pairs, lists and removes authenticator apps (contract A.4). */
export class Devices {
  readonly #parts: GatewayParts;
  readonly #guard: Guard;
  readonly #bindings: Bindings;

  constructor(parts: GatewayParts, guard: Guard, bindings: Bindings) {
    this.#parts = parts;
    this.#guard = guard;
    this.#bindings = bindings;
  }

  async enroll(call: Call): Promise<Outcome> {
    const { limits, clock, upstream } = this.#parts;
    const name = readNewDevice(await readBody(call.request));
    await this.#admit(call);
    const made = await upstream.call(call.identity, (client) =>
      client.beginTotpEnrollment({ deviceName: name }),
    );
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
  async activate(call: Call): Promise<Outcome> {
    const { upstream } = this.#parts;
    const code = readCode(await readBody(call.request));
    assertMayManage(call);
    const { expiresAt } = await this.#bindings.find(call, 'enrollment');
    await this.#guard.passCheck(call, undefined);
    // What the client asks of an enrolment beside its id it has from the page, which needs none here.
    const enrollment = { id: call.id, secret: '', expiresAt };
    await upstream.call(call.identity, (client) => client.activateTotp(enrollment, code));
    await this.#bindings.end(call);
    return { status: 200, body: { status: 'ACTIVE' } };
  }

  async list(call: Call): Promise<Outcome> {
    const { upstream } = this.#parts;
    await this.#guard.passOther(call);
    const factors = await upstream.call(call.identity, (client) => client.listFactors());
    return { status: 200, body: factors.filter(({ kind }) => kind === 'totp').map(listed) };
  }

  async remove(call: Call): Promise<Outcome> {
    const { upstream } = this.#parts;
    const name = deviceName(call.id);
    await this.#admit(call);
    await upstream.call(call.identity, (client) =>
      client.removeFactor({ id: name, kind: 'totp', name, active: true }),
    );
    return { status: 204 };
  }

  async #admit(call: Call): Promise<void> {
    assertMayManage(call);
    await this.#guard.passOther(call);
  }
}

function assertMayManage({ identity }: Call): void {
  if (identity.mayManageDevices !== true) throw new MfaError('proof-required', { proof: 'step-up' });
}

function listed({ name, active, createdAt }: Factor): object {
  return {
    deviceType: 'TOTP',
    deviceName: name,
    status: active ? 'ACTIVE' : 'ACTIVATION_REQUIRED',
    // The last day that a date can be.
    ...(createdAt !== undefined && createdAt <= 8.64e15 && { createdAt: new Date(createdAt).toISOString() }),
  };
}
