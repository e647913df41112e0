import type { CallOptions, Factor, MfaClient, SecondStepper } from '../../../core/client.js';
import type { FactorsDescription, StepUpDescription } from '../description.js';
import type { Runner } from '../runner.js';
import type { KnownFactors } from './known-factors.js';
import { otpRole } from './otp-role.js';
import { recoveryRole } from './recovery-role.js';

/** A client for one purpose: its verifications carry the proof. The person is asked for what they have. */
export function stepUpClient(
  { otp, recovery }: StepUpDescription,
  factors: FactorsDescription | undefined,
  runner: Runner,
  known: KnownFactors,
  listFactors: ((options?: CallOptions) => Promise<readonly Factor[]>) | undefined,
): MfaClient {
  const roles: MfaClient = {
    ...(otp && otpRole(otp, runner, known)),
    ...(recovery && recoveryRole(recovery, runner)),
  };
  if (!listFactors) return roles;
  const told = factors?.kinds && Object.values(factors.kinds);
  const stepper: SecondStepper = {
    async secondStep(_login, options) {
      const listed = (await listFactors(options)).filter(({ active }) => active);
      // Of what has no place in the list, nobody knows whether the person has it.
      const others = (roles.channels ?? []).filter((channel) => told && !told.includes(channel));
      const unlisted = others.map((channel): Factor => ({ id: channel, kind: channel, active: true }));
      return { factors: [...listed, ...unlisted], enrollable: [], required: true };
    },
  };
  return { ...roles, ...stepper };
}
