import type { MfaClient, Proof, ProofOptions, TotpEnrollment } from './client.js';

/** Makes a call; where the backend wants a proof, gets it and makes the call again. */
export type ProofGuard = <Result>(
  call: (proof: Proof | undefined) => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>;

/** The calls that may want a proof, and where their options stand. */
const OPTIONS_AT: Readonly<Record<string, number>> = {
  beginTotpEnrollment: 1,
  enrollDestination: 1,
  setSecurityQuestions: 1,
  removeFactor: 1,
  renameFactor: 2,
  recoveryCodes: 0,
  regenerateRecoveryCodes: 0,
  // An account that is locked may want one along with the next attempt.
  verifyOtp: 2,
  verifyRecoveryCode: 1,
  answerSecurityQuestions: 1,
  activateTotp: 2,
  confirmDestination: 2,
} satisfies Partial<Record<keyof MfaClient, number>>;

/**
 * The same client, whose sensitive calls go through the guard: who calls them needs to know nothing of proofs.
 *
 * @param onRecoveryCodes - Takes the codes that the backend makes along with an authenticator. Secret.
 */
export function guardedClient(
  client: MfaClient,
  guard: ProofGuard,
  onRecoveryCodes?: (codes: readonly string[] | undefined) => void,
): MfaClient {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const method = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      const at = typeof key === 'string' ? OPTIONS_AT[key] : undefined;
      if (at === undefined) return method;
      return async (...args: unknown[]) => {
        const options = args[at] as ProofOptions | undefined;
        const call = (proof: Proof | undefined): Promise<unknown> => {
          const withProof = proof ? { ...options, proof } : options;
          return method(...args.slice(0, at), withProof) as Promise<unknown>;
        };
        const result = await guard(call, options?.signal);
        if (key === 'beginTotpEnrollment') onRecoveryCodes?.((result as TotpEnrollment).recoveryCodes);
        return result;
      };
    },
  });
}
