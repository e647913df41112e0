import type { Challenge, Channel } from '../core/client.js';
import { maskDestination } from '../core/destination.js';
import { MfaError } from '../core/mfa-error.js';
import type { Bindings } from './bindings.js';
import { readCode, readStart, type Fields } from './body.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import type { Attempt, Guard, Sending } from './guard.js';
import type { GatewayChannel } from './options.js';
import { UpstreamFailure } from './upstream.js';

/** What of the two calls is to be noted. */
export interface ChallengeOutcome extends Outcome {
  readonly channel: GatewayChannel;
}

/** Starts challenges and checks codes (contract A.2, A.3). */
export class Challenges {
  readonly #parts: GatewayParts;
  readonly #guard: Guard;
  readonly #bindings: Bindings;

  constructor(parts: GatewayParts, guard: Guard, bindings: Bindings) {
    this.#parts = parts;
    this.#guard = guard;
    this.#bindings = bindings;
  }

  async start(call: Call, fields: Fields): Promise<ChallengeOutcome> {
    const { limits, clock, keys, upstream } = this.#parts;
    const { channel, deviceName } = readStart(fields);
    const to = destinationOf(call, channel);
    const attemptsRemaining = await this.#guard.attemptsLeft(call);
    // Written in another way it is still the same phone.
    const destination = to && (await keys('destination', to.replace(/[\s().-]/g, '').toLowerCase()));
    let sending: Sending | undefined;
    if (destination) sending = await this.#guard.passSend(call, channel, destination);
    else await this.#guard.passOther(call);
    let challenge: Challenge;
    try {
      challenge = await upstream.call(call.identity, (client) =>
        client.requestOtp({ channel, ...(deviceName !== undefined && { deviceName }) }),
      );
    } catch (failure) {
      // Where nobody knows, a message may be under way.
      if (failure instanceof UpstreamFailure && !failure.isUnsure) await sending?.refused();
      throw failure;
    }
    const lifetimeMs = to ? limits.codeLifetimeMs : limits.totpLifetimeMs;
    const expiresAt = Math.min(clock.now() + lifetimeMs, challenge.expiresAt ?? Infinity);
    const authId = checkedId(challenge.id);
    await this.#bindings.bind(call, authId, { kind: 'challenge', channel, destination, expiresAt });
    const body = {
      authId,
      status: 'SUCCESS',
      message: to ? 'The code has been sent' : 'The authenticator app shows the code',
      attemptsRemaining: Math.min(attemptsRemaining, challenge.attemptsLeft ?? Infinity),
      // An app's codes come and go by themselves: there is nothing to count down, and nothing to send again.
      ...(to && { expiresAt, resendAt: sending?.resendAt, destination: maskDestination(to) }),
    };
    return { status: 201, body, channel };
  }

  async check(call: Call, fields: Fields): Promise<ChallengeOutcome> {
    const { identity, request } = call;
    const code = readCode(fields);
    const { channel, destination } = await this.#bindings.find(call, 'challenge');
    await this.#guard.passCheck(call, destination);
    const attempt = await this.#guard.takeAttempt(call);
    try {
      // Asked again: what a right code has ended meanwhile is not worth a call.
      await this.#bindings.find(call, 'challenge');
      await this.#verify(call, channel, code, attempt);
      // Before anything is forgiven, and once: of two right answers at the same time one counts.
      if (!(await this.#bindings.end(call))) throw new MfaError('code-used');
    } catch (error) {
      // A right code was faster, and has forgiven all there was: this must not be counted anew.
      if (await this.#bindings.isEnded(call)) await attempt.notTaken();
      throw error;
    }
    await this.#guard.forgive(identity.userName);
    const headers = await this.#parts.onVerified?.(request, identity, { channel });
    return { status: 200, body: { status: 'SUCCESS', message: 'The code is right' }, headers, channel };
  }

  async #verify(call: Call, channel: Channel, code: string, attempt: Attempt): Promise<void> {
    const { upstream } = this.#parts;
    try {
      await upstream.call(call.identity, (client) => client.verifyOtp({ id: call.id, channel }, code));
    } catch (failure) {
      if (!(failure instanceof UpstreamFailure)) throw failure;
      if (!failure.wasTaken) {
        await attempt.notTaken();
        throw failure;
      }
      const { error } = failure;
      if (error.code !== 'invalid-code') {
        await attempt.notWrong();
        throw failure;
      }
      const attemptsLeft = Math.min(attempt.left, error.attemptsLeft ?? Infinity);
      throw new MfaError(attemptsLeft > 0 ? 'invalid-code' : 'too-many-attempts', {
        message: error.message,
        attemptsLeft,
        ...(attemptsLeft === 0 && attempt.retryAt !== undefined && { retryAt: attempt.retryAt }),
      });
    }
  }
}

/** Where this session's codes go. Nothing for an authenticator app. @throws MfaError `not-enrolled` */
function destinationOf({ identity }: Call, channel: Channel): string | undefined {
  if (channel === 'totp') return undefined;
  const destination = channel === 'sms' ? identity.phoneNumber : identity.email;
  if (!destination) throw new MfaError('not-enrolled', { message: `The session has nothing for ${channel}` });
  return destination;
}

/** It comes back in a path, and becomes part of another. */
export function checkedId(id: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || /^\.{1,2}$/.test(id)) {
    throw new MfaError('bad-response', { message: 'CIAM: an authId that is none' });
  }
  return id;
}
