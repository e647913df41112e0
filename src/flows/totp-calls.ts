import type { MfaClient, TotpEnrollment, Verification } from '../core/client.js';
import { parseOtpauth, rebuildOtpauth, type OtpauthSource } from '../core/otpauth.js';
import { verificationOf } from './answers.js';
import { unable } from './client-option.js';
import { guarded, type ProofFlow } from './proof-flow.js';
import type { PairingKey } from './totp-enroll-state.js';

/** A device that the backend has made, and nobody has activated. */
export interface HalfMade {
  readonly client: MfaClient;
  readonly enrollment: TotpEnrollment;
}

/** Has a device made, once the person has proved what the backend wants. */
export async function makeDevice(
  client: MfaClient,
  deviceName: string | undefined,
  proof: ProofFlow,
  signal: AbortSignal,
): Promise<HalfMade> {
  const { beginTotpEnrollment } = client;
  if (!beginTotpEnrollment) throw unable('pair authenticators');
  const request = deviceName === undefined ? {} : { deviceName };
  const enrollment = await guarded({ client, proof, signal }, (options) =>
    beginTotpEnrollment.call(client, request, options),
  );
  return { client, enrollment };
}

/** Checks the first code of a device, which is then active. */
export async function activateDevice(
  { client, enrollment }: HalfMade,
  code: string,
  proof: ProofFlow,
  signal: AbortSignal,
): Promise<Verification> {
  const { activateTotp } = client;
  if (!activateTotp) throw unable('pair authenticators');
  return verificationOf(
    await guarded({ client, proof, signal }, (options) =>
      activateTotp.call(client, enrollment, code, options),
    ),
  );
}

/** Takes devices back. Whether it works is no business of the person: backends forget what nobody activates. */
export class TakingBack {
  #underWay: Promise<unknown> = Promise.resolve();

  add(device: HalfMade): void {
    this.#underWay = Promise.all([this.#underWay, takeBack(device)]);
  }

  /** Resolves when none is being taken back any more. */
  async end(): Promise<void> {
    await this.#underWay;
  }
}

async function takeBack({ client, enrollment }: HalfMade): Promise<void> {
  try {
    await client.cancelTotpEnrollment?.(enrollment);
  } catch {
    // See above.
  }
}

/** What an app is paired with, by the page's names where it has some. Nothing where the backend gave no usable secret. */
export function pairingKey(
  enrollment: TotpEnrollment,
  names: Omit<OtpauthSource, 'secret' | 'uri'>,
): PairingKey | undefined {
  const uri = rebuildOtpauth({ ...enrollment, ...names });
  if (uri === undefined) return undefined;
  const key = parseOtpauth(uri);
  return key && Object.freeze({ uri, key: Object.freeze(key) });
}
