import type { CallOptions, Factor, FactorSettings, MfaClient } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import type { PasskeyCeremony } from '../core/passkey-ceremony.js';
import { factorsOf, kindsOf } from './answers.js';
import { addableKinds, canSetUp } from './second-step.js';

/** What can be done to one factor. */
export interface FactorActions {
  readonly change: boolean;
  readonly rename: boolean;
  readonly remove: boolean;
  /** Why it cannot be removed, where the person will wonder. */
  readonly keptBecause: 'required' | 'not-removable' | undefined;
}

/** The list and what goes with it, from a backend that knows; else from what it lists and what it can do. */
export async function loadSettings(
  client: MfaClient,
  options: CallOptions,
  ceremony?: PasskeyCeremony,
): Promise<FactorSettings> {
  if (client.factorSettings) {
    const settings = await client.factorSettings(options);
    const factors = factorsOf(settings.factors);
    const { addable = addableKinds(client, factors, ceremony) } = settings;
    return {
      ...settings,
      factors,
      addable: kindsOf(addable).filter((kind) => canSetUp(client, kind, ceremony)),
    };
  }
  if (!client.listFactors) throw new MfaError('misconfigured', { message: 'the client lists no factors' });
  const factors = factorsOf(await client.listFactors(options));
  const { requiredFrom } = client.account ?? {};
  return {
    factors,
    addable: addableKinds(client, factors, ceremony),
    required: false,
    ...(requiredFrom !== undefined && { requiredFrom }),
  };
}

/** What can be done to a factor with this client. */
export function actionsOf(client: MfaClient, factor: Factor, settings: FactorSettings): FactorActions {
  const isMessage = factor.kind === 'sms' || factor.kind === 'email' || factor.kind === 'voice';
  const keptBecause = reasonToKeep(factor, settings);
  return {
    change: (isMessage || factor.kind === 'security-questions') && canSetUp(client, factor.kind),
    rename: client.renameFactor !== undefined && hasName(client, factor),
    remove: client.removeFactor !== undefined && keptBecause === undefined,
    keptBecause: client.removeFactor ? keptBecause : undefined,
  };
}

/** An app that has no name, with a backend that gives apps none, has none to change. */
function hasName(client: MfaClient, { kind, name, all }: Factor): boolean {
  if (kind === 'totp') return name !== undefined || client.namesDevices !== false;
  return kind === 'passkey' && !all;
}

/** Whether the account has nothing else to prove itself by. What stands for all of its kind takes the others along. */
export function isLast(factor: Factor, { factors }: FactorSettings): boolean {
  const active = listed(factors).filter((other) => other.active);
  const gone = factor.all ? active.filter(({ kind }) => kind === factor.kind).length : 1;
  return factor.active && active.length === gone;
}

/** Recovery codes have a place of their own. */
export function listed(factors: readonly Factor[]): readonly Factor[] {
  return factors.filter(({ kind }) => kind !== 'recovery-code');
}

function reasonToKeep(factor: Factor, settings: FactorSettings): FactorActions['keptBecause'] {
  if (settings.required && isLast(factor, settings)) return 'required';
  if (factor.removable === false) return settings.required ? 'required' : 'not-removable';
  return undefined;
}
