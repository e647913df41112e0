/** What each request is called, which form sends it, and what `onSuccess` is told of it (contract C.9.2). */
import type { FormValues } from './callbacks.js';

/**
 * What an answer tells when it is a success: a message is on its way, the settings are another, codes were made, the
 * person is signed in. `none`: nothing that `onSuccess` is told of here.
 */
export type AnswerKind = 'sent' | 'changed' | 'codes' | 'session' | 'none';

/** What was sent, by its names in lower case: the body, and what stands in the address. Holds secrets. */
export type Sent = Readonly<Record<string, string | undefined>>;

export interface FormCall {
  /** The name of the hooks for the call. Where the original's is not known, they are not told. */
  readonly action: string | undefined;
  readonly kind: AnswerKind;
  /** The forms that send it. A button that sends it is none. */
  readonly forms: readonly string[];
  /** What `onSuccess` gets beside the answer. */
  readonly formData: (sent: Sent) => FormValues | undefined;
}

type Row = readonly [request: string, call: FormCall];

const row = (
  request: string,
  action: string | undefined,
  kind: AnswerKind,
  forms = '',
  formData: FormCall['formData'] = () => undefined,
): Row => [request, { action, kind, forms: forms.split(' ').filter(Boolean), formData }];

/** As a form that is sent is written; what is not there is left out. */
function written(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
}

const PHONES = 'updatePhone updatePhone2FA changePhone';
const QUESTIONS = 'verifyMFASecurityQuestionsController';
const RESET = 'resetTwoFactorAuthentication';

const phoneSent = ({ phoneno2fa: phoneNo2FA }: Sent): string => written({ phoneNo2FA });
const mailSent = ({ emailid: EmailId }: Sent): object => ({ EmailId, mfaEmailToken: true });
// A code that was right is spent. What stays good, as a password or an answer, is not handed on.
const code = ({ otp }: Sent): object => ({ otp });
const mailCode = ({ emailid: email, otp }: Sent): object => ({ email, otp, mfaEmailToken: 'true' });
const appCode = ({ authenticatorcode: AuthenticatorCode }: Sent): object => ({ AuthenticatorCode });
const asText =
  (formData: (sent: Sent) => object): FormCall['formData'] =>
  (sent) =>
    written(formData(sent) as Sent);

const ROWS: readonly Row[] = [
  row('POST /login', 'login', 'none'),
  row('POST /login/2fa', 'login', 'none'),
  row('PUT /login/2fa', 'login', 'sent', PHONES, phoneSent),
  row('GET /login/2fa/resend', 'resendOTP', 'none'),
  row('POST /login/2fa/otp/email', 'sendMFAEmailOTP', 'sent', 'mfaselectemails', mailSent),
  row('PUT /login/2fa/verification/otp', 'verifyOTP##twofaotp', 'session', 'twofaotp', code),
  row(
    'PUT /login/2fa/verification/otp/email',
    'verifyOTP##twofaemailotp',
    'session',
    'twofaemailotp',
    mailCode,
  ),
  row(
    'PUT /login/2fa/verification/authenticatorcode',
    'verifyOTP##showqrcode',
    'session',
    'showQRcode',
    appCode,
  ),
  row('PUT /login/2fa/verification/backupcode', 'login', 'session', 'backupcode', ({ backupcode }) => ({
    backupcode,
  })),
  row('POST /login/2fa/verification/securityquestionanswer', QUESTIONS, 'session', 'mfasecurityquestion'),
  row(
    'PUT /login/2fa/securityquestionanswer',
    'submitMFASecurityQuestionsController',
    'session',
    'mfasecurityquestion',
  ),
  row('PUT /phone', 'updatePhone', 'sent', PHONES, ({ phone }) => written({ phone })),
  row('PUT /phone/otp', 'verifyOTP', 'changed', 'otp', code),
  row('POST /phone/otp', 'resendOTP', 'sent'),
  row('PUT /account', 'updateSecurityQuestion', 'changed', 'updatesecurityquestion'),
  row('GET /account/2fa', 'createTwoFactorAuthentication', 'none'),
  row('PUT /account/2fa', 'updatePhone', 'sent', PHONES, phoneSent),
  row('GET /account/2fa/otp/email', 'sendMFAEmailOTP', 'sent', 'mfaselectemails', mailSent),
  row('PUT /account/2fa/verification/otp', 'verifyOTP##twofaotp', 'changed', 'twofaotp', asText(code)),
  row(
    'PUT /account/2fa/verification/otp/email',
    'verifyOTP##twofaemailotp',
    'changed',
    'twofaemailotp',
    asText(mailCode),
  ),
  row(
    'PUT /account/2fa/verification/authenticatorcode',
    'verifyOTP##twofaotp',
    'changed',
    'showQRcode',
    asText(appCode),
  ),
  row('PUT /account/2fa/securityquestionanswer', QUESTIONS, 'changed', 'mfasecurityquestion'),
  row('DELETE /account/2fa/authenticator', RESET, 'changed', '', ({ otpauthenticator }) =>
    otpauthenticator ? 'otpauthenticator' : 'authenticator',
  ),
  row('DELETE /account/2fa/authenticator/otp/email', RESET, 'changed', '', () => 'emailotpauthenticator'),
  row(
    'DELETE /account/2fa/authenticator/securityquestionanswer',
    RESET,
    'changed',
    '',
    () => 'sqauthenticator',
  ),
  row('DELETE /account/2fa/authenticator/push', RESET, 'changed', '', () => 'pushnotificationauthenticator'),
  row('DELETE /account/2fa/authenticator/passkey', RESET, 'changed', '', () => 'passkey'),
  row('DELETE /account/passkey/*', RESET, 'changed', '', () => 'passkey'),
  row('POST /account/register/passkey/finish', undefined, 'changed'),
  row('GET /account/2fa/push/ping', undefined, 'changed'),
  row('GET /account/2fa/backupcode', 'backupCode', 'codes'),
  row('GET /account/2fa/backupcode/reset', 'backupCode', 'codes'),
  row('GET /access_token/validate', 'validateToken', 'changed'),
  row('GET /access_token/invalidate', 'invalidateToken', 'changed'),
];

/** What a request is for, or nothing for one that the original makes for no form or button. */
export function callOf(method: string, { pathname, searchParams }: URL): FormCall | undefined {
  const asked = `${method} ${pathname}`.toLowerCase();
  const call = ROWS.find(([request]) => {
    const [rowMethod = '', path = ''] = request.toLowerCase().split(' ');
    return new RegExp(`^${rowMethod} .*/auth${path.replace('*', '[^/]+')}$`).test(asked);
  })?.[1];
  const isCalled = call?.action === 'resendOTP' && searchParams.get('isVoiceOtp') === 'true';
  return isCalled ? { ...call, action: 'resendvoiceotp' } : call;
}
