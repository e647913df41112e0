import type { CiamClient } from '../backends/ciam/ciam-client.js';
import { TYPES } from '../backends/ciam/wire.js';
import type { PasskeyChallenge, PasskeyEnroller, PasskeyVerifier } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import type { Bindings, PasskeyBinding } from './bindings.js';
import { readPasskey, type Fields } from './body.js';
import type { Call, GatewayParts } from './call.js';
import { checkedId, type ChallengeOutcome } from './challenges.js';
import { assertMayManage } from './devices.js';
import type { Guard } from './guard.js';
import { Refusal } from './refusal.js';

type PasskeyClient = PasskeyVerifier & PasskeyEnroller;

/**
 * Asks for passkeys, and adds them (contract A.2 to A.4, the rows of FIDO2). For which site they are, and from where they
 * may be used, is in the options of the gateway; what the page says of it is not even read.
 */
export class Passkeys {
  readonly #parts: GatewayParts;
  readonly #guard: Guard;
  readonly #bindings: Bindings;

  constructor(parts: GatewayParts, guard: Guard, bindings: Bindings) {
    this.#parts = parts;
    this.#guard = guard;
    this.#bindings = bindings;
  }

  async start(call: Call): Promise<ChallengeOutcome> {
    this.#assertOffered();
    // A passkey cannot be guessed, yet an account that is locked is locked.
    await this.#guard.attemptsLeft(call);
    await this.#guard.passOther(call);
    const challenge = await this.#upstream(call, (client) => client.beginPasskey());
    const { authId, expiresAt } = await this.#bind(call, 'passkey-challenge', challenge);
    const body = {
      authId,
      status: 'SUCCESS',
      message: 'The passkey is asked for',
      publicKeyCredentialRequestOptions: JSON.stringify(challenge.options),
      expiresAt,
    };
    return { status: 201, body, channel: 'passkey' };
  }

  async check(call: Call, fields: Fields): Promise<ChallengeOutcome> {
    const { identity, request } = call;
    const answer = readPasskey(fields.assertion);
    this.#assertOffered();
    const { expiresAt } = await this.#bindings.find(call, 'passkey-challenge');
    await this.#guard.passCheck(call, undefined);
    await this.#guard.attemptsLeft(call);
    const challenge = { id: call.id, options: {}, expiresAt };
    await this.#upstream(call, (client) => client.verifyPasskey(challenge, answer));
    // Once: of two right answers at the same time one counts.
    if (!(await this.#bindings.end(call))) throw new MfaError('challenge-expired');
    await this.#guard.forgive(identity.userName);
    const headers = await this.#parts.onVerified?.(request, identity, { channel: 'passkey' });
    const body = { status: 'SUCCESS', message: 'The passkey is right' };
    return { status: 200, body, headers, channel: 'passkey' };
  }

  async enroll(call: Call): Promise<ChallengeOutcome> {
    this.#assertOffered();
    assertMayManage(call);
    await this.#guard.passOther(call);
    const challenge = await this.#upstream(call, (client) => client.beginPasskeyEnrollment({}));
    const { authId, expiresAt } = await this.#bind(call, 'passkey-enrollment', challenge);
    const body = {
      authId,
      deviceType: TYPES.passkey,
      status: 'ACTIVATION_REQUIRED',
      publicKeyCredentialCreationOptions: JSON.stringify(challenge.options),
      expiresAt,
    };
    return { status: 201, body, channel: 'passkey' };
  }

  async activate(call: Call, fields: Fields): Promise<ChallengeOutcome> {
    const answer = readPasskey(fields.attestation);
    this.#assertOffered();
    assertMayManage(call);
    const { expiresAt } = await this.#bindings.find(call, 'passkey-enrollment');
    await this.#guard.passCheck(call, undefined);
    const challenge = { id: call.id, options: {}, expiresAt };
    await this.#upstream(call, (client) => client.activatePasskey(challenge, answer, {}));
    await this.#bindings.end(call);
    const change = { change: 'factor-added', kind: 'passkey' } as const;
    return { status: 200, body: { status: 'ACTIVE' }, channel: 'passkey', change };
  }

  async #bind(
    call: Call,
    kind: PasskeyBinding['kind'],
    { id, expiresAt: theirs = Infinity }: PasskeyChallenge,
  ): Promise<{ authId: string; expiresAt: number }> {
    const { limits, clock } = this.#parts;
    const expiresAt = Math.min(clock.now() + limits.codeLifetimeMs, theirs);
    const authId = checkedId(id);
    await this.#bindings.bind(call, authId, { kind, channel: 'passkey', expiresAt });
    return { authId, expiresAt };
  }

  #upstream<T>({ identity }: Call, run: (client: PasskeyClient) => Promise<T>): Promise<T> {
    return this.#parts.upstream.call(identity, async (client) => {
      if (!hasPasskeys(client)) throw new MfaError('misconfigured', { message: 'CIAM v1 has no passkeys' });
      return run(client);
    });
  }

  #assertOffered(): void {
    if (this.#parts.hasPasskeys) return;
    throw new Refusal(404, 'The options of this gateway say nothing of passkeys', 'not-enrolled');
  }
}

function hasPasskeys(client: CiamClient): client is CiamClient & PasskeyClient {
  return client.beginPasskey !== undefined;
}
