import { MESSAGE_CHANNELS } from '../core/kinds.js';
import type {
  CallOptions,
  Factor,
  FactorKind,
  MfaClient,
  MessageChannel,
  SecondStep,
} from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import type { PasskeyCeremony } from '../core/passkey-ceremony.js';
import { factorsOf, kindsOf } from './answers.js';

const SET_UP: readonly FactorKind[] = ['passkey', 'totp', 'push', ...MESSAGE_CHANNELS, 'security-questions'];

/**
 * Where a sign-in stands, from the backend that knows; else from what it lists and what it can do.
 *
 * @param login - What the first step gave: for a backend that takes it, or a list of factors.
 * @param destinations - For which channels the page itself says where codes go.
 * @param ceremony - Who asks for passkeys.
 */
export async function secondStepOf(
  client: MfaClient,
  login: unknown,
  destinations: readonly MessageChannel[],
  options: CallOptions,
  ceremony?: PasskeyCeremony,
): Promise<SecondStep> {
  if (client.secondStep) {
    const step = await client.secondStep(login, options);
    return { ...step, factors: factorsOf(step.factors), enrollable: kindsOf(step.enrollable) };
  }
  if (Array.isArray(login) && login.every(isFactor))
    return { factors: login, enrollable: [], required: true };
  if (!client.verifyOtp && !client.listFactors && !client.beginPasskey && !client.sendPush)
    throw new MfaError('misconfigured', { message: 'the client knows no second step' });
  const settings = await client.factorSettings?.(options);
  const answer = settings?.factors ?? (await client.listFactors?.(options));
  const listed = answer && factorsOf(answer);
  const factors = [...(listed ?? [])];
  const { reachable, requiredFrom } = client.account ?? {};
  for (const channel of client.channels ?? []) {
    const isListed = factors.some(({ kind }) => kind === channel);
    const isReachable =
      channel === 'totp'
        ? !listed
        : !settings &&
          (reachable?.includes(channel) ?? (!client.takesDestination || destinations.includes(channel)));
    if (!isListed && isReachable) factors.push({ id: channel, kind: channel, active: true });
  }
  if (!listed && client.beginPasskey) factors.push({ id: 'passkey', kind: 'passkey', active: true });
  if (!listed && client.sendPush) factors.push({ id: 'push', kind: 'push', active: true });
  const active = factors.filter((factor) => factor.active);
  const enrollable = active.length > 0 ? [] : (settings?.addable ?? addableKinds(client, [], ceremony));
  const from = settings ? settings.requiredFrom : requiredFrom;
  return {
    factors: active,
    enrollable,
    // A policy that begins one day asks for nothing before.
    required: settings?.required ?? requiredFrom === undefined,
    ...(from !== undefined && { requiredFrom: from }),
  };
}

/** What the client can set up besides what there is, where the backend does not say. */
export function addableKinds(
  client: MfaClient,
  factors: readonly Factor[],
  ceremony?: PasskeyCeremony,
): FactorKind[] {
  return SET_UP.filter((kind) => {
    // Passkeys, and apps with names, are several; of everything else there is one, which can be changed.
    const isThere = factors.some((factor) => factor.kind === kind && factor.active);
    const isOneOfMany =
      kind === 'passkey' || kind === 'push' || (kind === 'totp' && client.namesDevices === true);
    return canSetUp(client, kind, ceremony) && (!isThere || isOneOfMany);
  });
}

/** Whether our elements can set this up with the client. */
export function canSetUp(client: MfaClient, kind: FactorKind, ceremony?: PasskeyCeremony): boolean {
  if (kind === 'passkey')
    return client.beginPasskeyEnrollment !== undefined && ceremony?.isAvailable === true;
  if (kind === 'push') return client.beginPushEnrollment !== undefined;
  if (kind === 'totp') return client.beginTotpEnrollment !== undefined;
  if (kind === 'security-questions') return client.setSecurityQuestions !== undefined;
  const channel = MESSAGE_CHANNELS.find((candidate) => candidate === kind);
  return (
    channel !== undefined &&
    client.enrollDestination !== undefined &&
    client.enrollableChannels?.includes(channel) === true
  );
}

/** Whether our elements can ask for this with the client. */
export function canUse(client: MfaClient, kind: FactorKind, ceremony?: PasskeyCeremony): boolean {
  if (kind === 'passkey') return client.beginPasskey !== undefined && ceremony?.isAvailable === true;
  if (kind === 'push') return client.sendPush !== undefined && client.pollPush !== undefined;
  if (kind === 'totp') return client.verifyOtp !== undefined;
  if (kind === 'recovery-code') return client.verifyRecoveryCode !== undefined;
  if (kind === 'security-questions') return client.answerSecurityQuestions !== undefined;
  const isMessage = MESSAGE_CHANNELS.some((channel) => channel === kind);
  return isMessage && client.verifyOtp !== undefined;
}

function isFactor(value: unknown): value is Factor {
  const { id, kind } = (value ?? {}) as Partial<Factor>;
  return typeof id === 'string' && typeof kind === 'string';
}
