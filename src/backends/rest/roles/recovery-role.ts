import type {
  ProofOptions,
  RecoveryCodeKeeper,
  RecoveryCodeVerifier,
  VerifyOptions,
} from '../../../core/client.js';
import type { RecoveryDescription } from '../description.js';
import { missing, texts } from '../packing.js';
import type { Runner } from '../runner.js';
import { verificationOf } from './code.js';

/** Checks recovery codes, and makes them. */
export function recoveryRole(
  { verify, regenerate }: RecoveryDescription,
  runner: Runner,
): Partial<RecoveryCodeVerifier & RecoveryCodeKeeper> {
  return {
    ...(verify && {
      async verifyRecoveryCode(code: string, { rememberDevice, ...options }: VerifyOptions = {}) {
        const values = { code, rememberDevice };
        return verificationOf(
          runner,
          await runner.run(verify, values, { ...options, carriesChallenge: true }),
        );
      },
    }),
    ...(regenerate && {
      async regenerateRecoveryCodes(options?: ProofOptions) {
        const codes = texts((await runner.run(regenerate, {}, options)).results.codes);
        if (!codes) throw missing('codes');
        return { codes };
      },
    }),
  };
}
