import type {
  CallOptions,
  Factor,
  TotpEnrollment,
  TotpEnrollmentRequest,
  Verification,
} from '../../core/client.js';
import { text } from '../values.js';
import { failureOf, type CiamHttp } from './ciam-http.js';
import type { CiamOptions } from './ciam-options.js';
import { readEnrollment, readFactors } from './device-wire.js';
import { isFailure, readVerification } from './wire.js';

export { CiamHttp } from './ciam-http.js';

const DEVICE_NAME = 'Authenticator app';

/** A.4. A device without a name is called `Authenticator app`. */
export async function beginTotpEnrollment(
  http: CiamHttp,
  settings: CiamOptions,
  request: TotpEnrollmentRequest,
  options?: CallOptions,
): Promise<TotpEnrollment> {
  const deviceName = text(request.deviceName) ?? DEVICE_NAME;
  const body = { deviceType: 'TOTP', deviceName };
  const answer = await http.call('POST', devices(settings), options, body);
  return { deviceName, ...readEnrollment(answer) };
}

export async function activateTotp(
  http: CiamHttp,
  settings: CiamOptions,
  enrollment: TotpEnrollment,
  code: string,
  options?: CallOptions,
): Promise<Verification> {
  const body = { deviceType: 'TOTP', otp: code };
  readVerification(await http.call('POST', devices(settings, enrollment.id), options, body));
  return {};
}

/** Nothing to take back is as good as taken back. */
export async function cancelTotpEnrollment(
  http: CiamHttp,
  settings: CiamOptions,
  enrollment: TotpEnrollment,
  options?: CallOptions,
): Promise<void> {
  const path = devices(settings, 'TOTP', enrollment.deviceName ?? DEVICE_NAME);
  const answer = await http.send('DELETE', path, options);
  if (answer.status === 404 || !isFailure(answer)) return;
  const error = await failureOf(answer);
  if (error.code !== 'not-enrolled') throw error;
}

/** TOTP and FIDO2 devices: the API lists no others (A.4). */
export async function listFactors(
  http: CiamHttp,
  settings: CiamOptions,
  options?: CallOptions,
): Promise<readonly Factor[]> {
  const answer = await http.send('GET', devices(settings), options);
  if (!isFailure(answer)) return readFactors(answer);
  const error = await failureOf(answer);
  // A.5 10006: no device is an error there, and an empty list here.
  if (error.code === 'not-enrolled') return [];
  throw error;
}

export async function removeFactor(
  http: CiamHttp,
  settings: CiamOptions,
  factor: Factor,
  options?: CallOptions,
): Promise<void> {
  const type = factor.kind === 'passkey' ? 'FIDO2' : 'TOTP';
  await http.call('DELETE', devices(settings, type, factor.name ?? factor.id), options);
}

function devices({ userName = 'me' }: CiamOptions, ...rest: string[]): string[] {
  return ['users', userName, 'mfadevices', ...rest];
}
