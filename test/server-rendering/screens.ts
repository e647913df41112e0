/** What a server renders in these tests, as a page says it: each of our tags, plain and with what a page may give it. */
import { html, type TemplateResult } from 'lit';

const MINUTE_MS = 60_000;

/** What a page has to know of a code that its server has sent. */
const challenge = (channel: string): object => ({
  id: 'c1',
  channel,
  destination: '********0406',
  // In the middle of what is said of a time, so that it is the same a few seconds later.
  expiresAt: Date.now() + 4.5 * MINUTE_MS,
  resendAt: Date.now() + 0.75 * MINUTE_MS,
});

const never = (): Promise<never> => new Promise<never>(() => undefined);

/** A client of the page's own, of which no server knows: it can do everything, and takes its time. */
const client = {
  channels: ['sms', 'email'],
  takesDestination: false,
  namesDevices: true,
  remembersDevices: true,
  secondStep: never,
  factorSettings: never,
  listFactors: never,
  recoveryCodes: never,
  regenerateRecoveryCodes: never,
  securityQuestions: never,
  answerSecurityQuestions: never,
  verifyRecoveryCode: never,
  beginTotpEnrollment: never,
};

export const SCREENS = {
  'mfa-code-input': () => html`<mfa-code-input name="code"></mfa-code-input>`,
  'mfa-code-input, the page’s input': () =>
    html`<mfa-code-input><label for="own">PIN</label><input id="own" name="code" /></mfa-code-input>`,
  'mfa-code-input, with everything': () =>
    html`<mfa-code-input
      length="8"
      alphabet="alphanumeric"
      label="Code from the letter"
      mask
      required
      .error=${'That code is not right.'}
    ></mfa-code-input>`,
  'mfa-config': () =>
    html`<mfa-config .texts=${{ verifyTotp: 'Look at your phone' }} mask-sensitive-input
      ><mfa-otp-verify device-type="totp"></mfa-otp-verify
    ></mfa-config>`,
  'mfa-countdown': () => html`<mfa-countdown seconds="300">Until </mfa-countdown>`,
  'mfa-countdown, over': () => html`<mfa-countdown deadline="1000"></mfa-countdown>`,
  'mfa-phone-input': () => html`<mfa-phone-input name="phone"></mfa-phone-input>`,
  'mfa-phone-input, the page’s input': () =>
    html`<mfa-phone-input country="IT"
      ><label for="own-phone">Mobile</label><input id="own-phone" type="tel" name="phone"
    /></mfa-phone-input>`,
  'mfa-qr-code': () => html`<mfa-qr-code label="To scan"></mfa-qr-code>`,
  'mfa-qr-code, with a value': () =>
    html`<mfa-qr-code .value=${'otpauth://totp/a?secret=JBSWY3DP'}></mfa-qr-code>`,
  'mfa-otp-request': () => html`<mfa-otp-request></mfa-otp-request>`,
  'mfa-otp-request, a choice': () =>
    html`<mfa-otp-request
      id="ask"
      for="check"
      phone-number="+12025550406"
      .destinations=${[
        { channel: 'sms', masked: '******0406' },
        { channel: 'email', masked: 'j***@example.com' },
      ]}
    ></mfa-otp-request>`,
  'mfa-otp-verify': () => html`<mfa-otp-verify></mfa-otp-verify>`,
  'mfa-otp-verify, a challenge': () =>
    html`<mfa-otp-verify id="check" .challenge=${challenge('sms')}></mfa-otp-verify>`,
  'mfa-otp-verify, a challenge and the page’s input': () =>
    html`<mfa-otp-verify .challenge=${challenge('email')}>
      <label for="own">PIN</label><input id="own" name="code" />
      <p slot="help">Call us</p>
    </mfa-otp-verify>`,
  'mfa-otp-verify, an app': () => html`<mfa-otp-verify device-type="totp" code-length="8"></mfa-otp-verify>`,
  'mfa-otp-verify, a recovery code': () => html`<mfa-otp-verify recovery></mfa-otp-verify>`,
  'mfa-otp-verify, off': () => html`<mfa-otp-verify two-factor-authentication="false"></mfa-otp-verify>`,
  'mfa-totp-enroll': () => html`<div hidden><mfa-totp-enroll issuer="Pretend Bank"></mfa-totp-enroll></div>`,
  'mfa-totp-enroll, the page’s input': () =>
    html`<div hidden>
      <mfa-totp-enroll heading-level="3"><input name="code" aria-label="First code" /></mfa-totp-enroll>
    </div>`,
  'mfa-confirm': () => html`<mfa-confirm reason="Send 250 €"><button>Send</button></mfa-confirm>`,
  'mfa-push': () => html`<mfa-push></mfa-push>`,
  'mfa-push-enroll': () => html`<mfa-push-enroll></mfa-push-enroll>`,
  'mfa-recovery-codes': () => html`<mfa-recovery-codes></mfa-recovery-codes>`,
  'mfa-security-questions': () => html`<mfa-security-questions></mfa-security-questions>`,
  'mfa-trusted-devices': () => html`<mfa-trusted-devices></mfa-trusted-devices>`,
  'mfa-security-questions, to set': () => html`<mfa-security-questions mode="set"></mfa-security-questions>`,
  'mfa-challenge': () => html`<mfa-challenge></mfa-challenge>`,
  'mfa-challenge, the page’s input': () =>
    html`<mfa-challenge heading-level="1" .login=${{ factors: [{ kind: 'totp' }] }}>
      <input name="code" aria-label="Code" />
    </mfa-challenge>`,
  'mfa-settings': () => html`<mfa-settings issuer="Pretend Bank"></mfa-settings>`,
  'mfa-proof': () => html`<mfa-proof></mfa-proof>`,
} satisfies Record<string, () => TemplateResult>;

/** What a server cannot know changes these as soon as they are taken over. */
export const CHANGING_SCREENS = {
  // Not every browser has passkeys.
  'mfa-passkey': () => html`<mfa-passkey></mfa-passkey>`,
  'mfa-passkey, to create': () => html`<mfa-passkey mode="create"></mfa-passkey>`,
  'mfa-config, off': () =>
    html`<mfa-config two-factor-authentication="false"><mfa-otp-verify></mfa-otp-verify></mfa-config>`,
  'mfa-config, a client': () =>
    html`<mfa-config .client=${client}><mfa-otp-request></mfa-otp-request></mfa-config>`,
  'mfa-otp-request, a client': () => html`<mfa-otp-request .client=${client}></mfa-otp-request>`,
  'mfa-otp-verify, a client': () =>
    html`<mfa-otp-verify device-type="totp" remember-device .client=${client}></mfa-otp-verify>`,
  'mfa-totp-enroll, a client': () =>
    html`<div hidden><mfa-totp-enroll .client=${client}></mfa-totp-enroll></div>`,
  'mfa-recovery-codes, a client': () => html`<mfa-recovery-codes .client=${client}></mfa-recovery-codes>`,
  'mfa-recovery-codes, with codes': () =>
    html`<mfa-recovery-codes .codes=${['XK4D-2PQ9', 'M7TR-8WLC']}></mfa-recovery-codes>`,
  'mfa-security-questions, a client': () =>
    html`<mfa-security-questions .client=${client}></mfa-security-questions>`,
  'mfa-challenge, a client': () => html`<mfa-challenge .client=${client}></mfa-challenge>`,
  'mfa-settings, a client': () => html`<mfa-settings .client=${client}></mfa-settings>`,
} satisfies Record<string, () => TemplateResult>;

/** A whole sign-in, at a backend that answers. */
const signIn = (endpoint: string): TemplateResult =>
  html`<mfa-config endpoint=${endpoint} .texts=${{ verifySubmit: 'Sign in' }}>
    <mfa-otp-request for="check"></mfa-otp-request>
    <mfa-otp-verify id="check"><label for="own">PIN</label><input id="own" name="code" /></mfa-otp-verify>
  </mfa-config>`;

/** What the page with this name shows: one of the above, or the sign-in. */
export function screenOf(name: string, endpoint: string): TemplateResult {
  const screens: Record<string, (() => TemplateResult) | undefined> = { ...SCREENS, ...CHANGING_SCREENS };
  return screens[name]?.() ?? signIn(endpoint);
}
