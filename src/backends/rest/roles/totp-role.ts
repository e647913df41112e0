import type { TotpEnroller, TotpEnrollment } from '../../../core/client.js';
import { cleanSecret, parseOtpauth } from '../../../core/otpauth.js';
import { defined, text } from '../../values.js';
import type { RestDescription } from '../description.js';
import { missing, pack, texts, unpack } from '../packing.js';
import type { Runner } from '../runner.js';
import type { Values } from '../template.js';
import { mentions, verificationOf } from './code.js';

const ENROLLMENT_NAMES = ['secret', 'uri', 'expiresAt', 'recoveryCodes'];

/** Pairs authenticator apps. */
export function totpRole(
  { enroll, activate, cancel }: NonNullable<RestDescription['totp']>,
  runner: Runner,
): TotpEnroller {
  const values = ({ id, deviceName }: TotpEnrollment): Values => ({ ...unpack(id), deviceName });
  return {
    namesDevices: [enroll, activate].some((call) => mentions(call, 'deviceName')),
    async beginTotpEnrollment({ deviceName }, options) {
      const outcome = await runner.run(enroll, { deviceName }, options);
      const { results } = outcome;
      const written = text(results.uri) ?? '';
      const uri = /^otpauth:/i.test(written) ? written : undefined;
      const secret = cleanSecret(text(results.secret) ?? parseOtpauth(written)?.secret ?? '');
      if (!/^[A-Z2-7]{16,}$/.test(secret)) throw missing('secret');
      return {
        id: pack(outcome, ENROLLMENT_NAMES) ?? 'totp',
        secret,
        ...defined({
          uri,
          deviceName: text(results.deviceName) ?? deviceName,
          expiresAt: results.expiresAt as number | undefined,
          recoveryCodes: texts(results.recoveryCodes),
        }),
      };
    },
    async activateTotp(enrollment, code, options) {
      const asked = { ...values(enrollment), code };
      return verificationOf(
        runner,
        await runner.run(activate, asked, { ...options, carriesChallenge: true }),
      );
    },
    async cancelTotpEnrollment(enrollment, options) {
      if (cancel) await runner.run(cancel, values(enrollment), { ...options, carriesChallenge: true });
    },
  };
}
