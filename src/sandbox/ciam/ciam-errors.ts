import type { Refusal, RefusalReason } from '../refusal.js';

/** The vendor's codes (contract A.5) with its texts. The statuses it documents are 400, 401, 404 and 500. */
const ERRORS = {
  'token-expired': [401, '10001', 'access token has been expired.'],
  'token-invalid': [401, '10002', 'Either access token is invalid or client is not registered.'],
  'user-not-found': [404, '10003', 'User not found please check the username.'],
  validation: [400, '10005', 'Validation Failed.'],
  'no-device': [404, '10006', 'No registered TOTP device found please register one.'],
  'already-active': [400, '10006', 'Device is already ACTIVE.'],
  expired: [400, '10007', 'please request a new otp.'],
  // The vendor has no text of its own for this.
  used: [400, '10007', 'otp has already been used please request a new otp.'],
  'unknown-challenge': [400, '10007', 'Invalid authId please try again.'],
  superseded: [400, '10007', 'Invalid authId please try again.'],
  'wrong-code': [400, '10008', 'incorrect otp.'],
  'code-format': [400, '10009', 'otp must be six digit value.'],
  'name-taken': [400, '10010', 'Device name already exists.'],
  'template-not-found': [404, '10011', 'Template not found.'],
  'too-many-devices': [400, '10014', 'Maximum allowed devices has been reached for this account.'],
  server: [500, '10015', 'Some error occurred please contact to the administrator.'],
  'too-many-attempts': [400, '10026', 'QUOTA_EXCEEDED Too many unsuccessful OTP attempts.'],
  locked: [400, '10027', 'PASSWORD_LOCKED_OUT Account is locked out.'],
  'token-no-grant': [
    400,
    '10028',
    "please provide: 'grant_type''client_id' and 'client_secret' under body: x-www-form-urlencoded to get the token.",
  ],
  'token-basic': [
    400,
    '10029',
    'client credentials not allowed in Authorization: Basic Auth please provide: client credentials under body: x-www-form-urlencoded to get the token.',
  ],
  'token-no-client': [
    400,
    '10030',
    "please provide: 'client_id' - 'Key' and 'Value' under body: x-www-form-urlencoded to get the token.",
  ],
  'token-no-secret': [
    400,
    '10031',
    "please provide: 'client_secret' - 'Key' and 'Value' under body: x-www-form-urlencoded to get the token.",
  ],
  // The vendor has no texts of its own for these two.
  'wrong-passkey': [400, '10008', 'incorrect assertion.'],
  'wrong-origin': [400, '10005', 'Validation Failed. origin does not belong to the rpId.'],
  'no-passkey-here': [
    404,
    '100017',
    'please provide correct rpID no active FIDO device found for given rpId.',
  ],
  'no-passkey': [404, '100025', 'No FIDO device found please pair one.'],
  'device-not-found': [404, '10050', 'Device name not found.'],
  'phone-invalid': [400, '100001', 'Phone Number is invalid.'],
  'unknown-device': [404, '100016', 'totp device not found please check the name.'],
  'inactive-device': [404, '100016', 'NO_USABLE_DEVICES No active totp device is available.'],
} as const satisfies Record<string, readonly [status: number, code: string, message: string]>;

export type CiamErrorName = keyof typeof ERRORS;

/** A failure in the words of the contract. */
export class CiamError extends Error {
  override readonly name: CiamErrorName;
  readonly refusal: Refusal | undefined;

  constructor(name: CiamErrorName, refusal?: Refusal) {
    super(ERRORS[name][2]);
    this.name = name;
    this.refusal = refusal;
  }

  get status(): number {
    return ERRORS[this.name][0];
  }

  get code(): string {
    return ERRORS[this.name][1];
  }
}

/** What the engine's refusal is called here. There is nothing for a throttle. */
export function toCiamError(refusal: Refusal): CiamError | undefined {
  const reason: RefusalReason = refusal.reason;
  return reason === 'cooldown' ? undefined : new CiamError(reason, refusal);
}
