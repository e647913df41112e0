/** The vendor's codes (contract B.6), with texts of our own. Almost every one comes with a 403. */
const ERRORS = {
  parameter: [400, 908, 'A parameter is missing or not formed correctly'],
  'key-missing': [400, 920, 'The API key is missing'],
  'key-invalid': [403, 901, 'The API key is not authorized'],
  'secret-invalid': [400, 922, 'The API secret is not valid'],
  'token-invalid': [403, 905, 'The access token is not valid'],
  'token-expired': [403, 906, 'The access token has expired'],
  'credentials-wrong': [403, 966, 'The name or the password is wrong'],
  'ticket-invalid': [403, 1103, 'The second factor token is not valid'],
  'ticket-expired': [403, 1104, 'The second factor token has expired'],
  'sms-wrong': [403, 1067, 'The code is wrong'],
  'sms-unusable': [403, 1068, 'There is no code to check, send a new one'],
  'sms-used': [403, 1069, 'The code has been used'],
  'sms-expired': [403, 1070, 'The code has expired'],
  'email-wrong': [403, 1188, 'The code is wrong'],
  'email-used': [403, 1186, 'The code has been used'],
  'email-expired': [403, 1187, 'The code has expired'],
  'totp-wrong': [403, 1102, 'The code of the authenticator is wrong'],
  'totp-missing': [403, 1105, 'The code of the authenticator is missing'],
  'backup-wrong': [403, 1128, 'The backup code is wrong or has been used'],
  'backup-shown': [403, 1127, 'Backup codes have been made already, reset them'],
  'answer-wrong': [403, 1094, 'The answer to a security question is wrong'],
  'answers-few': [403, 1192, 'There are too few answers'],
  'phone-invalid': [403, 1096, 'The phone number is not valid'],
  'phone-same': [403, 1106, 'The phone number is yours already'],
  'destination-unknown': [403, 1117, 'It is not registered with this account'],
  'totp-off': [403, 1097, 'The authenticator is not enabled'],
  'sms-off': [403, 1098, 'Text messages are not enabled'],
  'email-off': [403, 1256, 'E-mail codes are not enabled'],
  'security-questions-off': [403, 1257, 'Security questions are not enabled'],
  'push-pending': [403, 1295, 'The push message has not been answered'],
  // The vendor documents no code of its own for this.
  'push-denied': [403, 1296, 'The push message was denied'],
  'push-off': [403, 1277, 'Push messages are not enabled'],
  'no-passkey': [403, 1323, 'There is no passkey'],
  // The vendor documents no code of its own for this.
  'passkey-wrong': [400, 908, 'The passkey is not the one that was asked for'],
  'passkey-off': [403, 1327, 'Passkeys are not enabled'],
  'change-refused': [403, 1258, 'Sign in with what is set up before it is changed'],
  'last-factor': [403, 1121, 'The last factor cannot be removed'],
  'resend-limit': [403, 1179, 'Too many codes have been asked for'],
  throttled: [429, 1179, 'Too many codes have been asked for'],
  captcha: [403, 1132, 'The account is locked, a captcha is needed'],
  'security-question': [403, 1148, 'The account is locked, the answer to a security question is needed'],
  suspend: [403, 1198, 'The account is locked, try again later'],
  block: [403, 991, 'The account is blocked'],
  'step-up-invalid': [403, 1193, 'The second factor validation token is not valid'],
  unknown: [404, 1000, 'There is nothing here'],
  server: [500, 1000, 'Something went wrong'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type LrErrorName = keyof typeof ERRORS;

/** A failure in the words of the contract. */
export class LrError extends Error {
  override readonly name: LrErrorName;
  /** Epoch milliseconds. */
  readonly retryAt: number | undefined;

  constructor(name: LrErrorName, retryAt?: number) {
    super(ERRORS[name][2]);
    this.name = name;
    this.retryAt = retryAt;
  }

  get status(): number {
    return ERRORS[this.name][0];
  }

  get body(): object {
    return {
      Description: this.message,
      ErrorCode: ERRORS[this.name][1],
      Message: this.message,
      IsProviderError: false,
      ProviderErrorResponse: null,
    };
  }
}
