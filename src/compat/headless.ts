import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import { readSession } from '../backends/loginradius/wire.js';
import type { Challenge, FactorKind, SecondStep } from '../core/client.js';
import { pendingOf, sessionOf } from './answers.js';
import { misuse } from './errors.js';
import {
  AccountApi,
  showNext,
  telling,
  type HeadlessCall,
  type NextStep,
  type OnError,
  type OnSuccess,
} from './headless-account.js';
import { credentialOf } from './login-form.js';
import type { CommonOptions } from './options.js';
import type { Fields } from './wire.js';

/** A code, by the names of the original: that of a text message, of an e-mail, or of an authenticator app. */
export interface GivenCode {
  readonly otp?: string;
  /** The code came by e-mail, to `email`. */
  readonly mfaEmailToken?: unknown;
  readonly email?: string;
  readonly AuthenticatorCode?: string;
  /** The older name of the same. */
  readonly googleAuthenticatorCode?: string;
}

/** What `resetTwoFactor` takes, and what it removes. */
const RESETS: Readonly<Record<string, FactorKind>> = {
  otpauthenticator: 'sms',
  authenticator: 'totp',
  googleauthenticator: 'totp',
  emailotpauthenticator: 'email',
  sqauthenticator: 'security-questions',
  pushnotificationauthenticator: 'push',
};

/** The calls of the original's form library that concern the second factor (contract C.9.1), for pages with forms of their own. */
export class HeadlessApi extends AccountApi {
  #challenge: Challenge | undefined;
  /** A sign-in waits for its second factor. */
  #isPending = false;

  /** Begins anew. Not needed where the options are those of the interface. */
  readonly init = (options?: CommonOptions): void => {
    this.given = options;
    this.conversation = this.options.converse(options);
    this.#challenge = undefined;
    this.#isPending = false;
  };

  /** A sign-in with the first factor alone. */
  readonly login: HeadlessCall<Fields> = (data, onSuccess, onError) => {
    this.#signIn(data, true, onSuccess, onError);
  };

  /**
   * The first factor. `data` has `emailid`, `email`, `phone` or `username`, the `password`, and what a locked account
   * wants to see besides, by the names of the API. `onSuccess` gets the answer as it came: with
   * `SecondFactorAuthentication`, there is a second step to do. What shows the form for it is called after that.
   */
  readonly twoFALogin: HeadlessCall<Fields, [NextStep, NextStep, NextStep]> = (
    data,
    onSuccess,
    onError,
    ...steps
  ) => {
    this.#signIn(data, undefined, onSuccess, onError, steps);
  };

  /** Sets a number for codes, or changes it, and has a code sent to it. */
  readonly twoFAUpdatePhone: HeadlessCall<
    { readonly phoneNo2FA: string },
    [passwordExpiry: unknown, requiredField: unknown, verifyOTP: NextStep, resendOTP: NextStep]
  > = (data, onSuccess, onError, _passwordExpiry, _requiredField, verifyOTP, resendOTP) => {
    this.run({ onSuccess, onError }, async (tell) => {
      this.#challenge = await this.conversation.told(
        (client) => client.enrollDestination({ channel: 'sms', destination: data.phoneNo2FA }),
        telling(tell),
      );
      showNext([verifyOTP, resendOTP], data, '', onSuccess, onError);
    });
  };

  /** Checks a code: at the end of a sign-in there is an `access_token`, else a `Uid`. */
  readonly twoFAVerifyOTP: HeadlessCall<GivenCode> = (data, onSuccess, onError) => {
    this.run({ onSuccess, onError }, (tell) =>
      this.conversation.told(async (client) => {
        const [challenge, code] = this.#codeIn(data);
        const verification = await client.verifyOtp(challenge, code);
        this.#end(sessionOf(verification));
        return verification;
      }, telling(tell)),
    );
  };

  /**
   * Sends another code: to the number that is to be set, or to that of the sign-in. Of the second one `onSuccess` is not
   * told, as in the original.
   */
  readonly twoFAResendOTP: HeadlessCall<{ readonly phoneNo2FA?: string } | undefined> = (
    data,
    onSuccess,
    onError,
  ) => {
    this.run({ onSuccess, onError }, async (tell) => {
      const challenge = this.#challenge;
      this.#challenge = await this.conversation.told(
        (client) => {
          if (challenge) return client.resendOtp(challenge);
          if (this.#isPending) return client.requestOtp({ channel: 'sms' });
          return client.enrollDestination({ channel: 'sms', destination: data?.phoneNo2FA ?? '' });
        },
        telling(tell, true),
      );
    });
  };

  /**
   * Removes a factor: `otpauthenticator`, `authenticator`, `emailotpauthenticator`, `sqauthenticator` or
   * `pushnotificationauthenticator`.
   */
  readonly resetTwoFactor: HeadlessCall<string> = (name, onSuccess, onError) => {
    this.run({ onSuccess, onError }, (tell) =>
      this.conversation.told(async (client) => {
        const kind = RESETS[name.toLowerCase()];
        if (!kind) throw misuse(`resetTwoFactor knows: ${Object.keys(RESETS).join(', ')}`);
        await client.removeFactor({ id: kind, kind, active: true });
      }, telling(tell)),
    );
  };

  /** The codes, once: after that, the error 1127. Without a token, those of who is signed in. Secret. */
  readonly getBackupCode: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    this.run({ onSuccess, onError }, async (tell) =>
      this.withToken(token).told((client) => client.recoveryCodes(), telling(tell)),
    );
  };

  /** Makes new codes: the old ones stop working. Secret. */
  readonly resetBackupCode: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    this.run({ onSuccess, onError }, async (tell) =>
      this.withToken(token).told((client) => client.regenerateRecoveryCodes(), telling(tell)),
    );
  };

  #signIn(
    data: Fields,
    isOnly: boolean | undefined,
    onSuccess: OnSuccess | undefined,
    onError: OnError | undefined,
    [updatePhone, verifyOTP, resendOTP]: Partial<[NextStep, NextStep, NextStep]> = [],
  ): void {
    const { body, values } = this.#firstFactor(data);
    this.run({ onSuccess, onError }, (tell) => {
      const told = async ({ result: answer }: { result: Fields }): Promise<void> => {
        const session = answer.SecondFactorAuthentication ? undefined : readSession(answer);
        if (session) {
          this.#end(session);
          tell.success(session, values);
          return;
        }
        const step = await (await this.conversation.client()).secondStep(answer);
        this.#challenge = step.challenge;
        this.#isPending = true;
        tell.success(pendingOf(answer), new URLSearchParams(values).toString());
        if (step.challenge?.channel === 'sms')
          showNext([verifyOTP, resendOTP], answer, '', onSuccess, onError);
        else if (wantsPhone(step)) showNext([updatePhone], '', onSuccess, onError);
      };
      return this.conversation.signIn(body, { told, failed: tell.failure }, isOnly);
    });
  }

  #end(session: LoginRadiusSession | undefined): void {
    this.#challenge = undefined;
    this.#isPending = false;
    if (session) this.options.session.begin(session);
  }

  /** What goes to the service, and what the page hears of it again: who, and no more. */
  #firstFactor(data: Fields): { body: Fields; values: Record<string, string> } {
    const { emailid, ...rest } = data;
    const name = typeof emailid === 'string' ? emailid.trim() : undefined;
    const body = name === undefined ? rest : { ...rest, [credentialOf(name, this.options.options())]: name };
    const { email, phone, username } = body as Record<string, string | undefined>;
    return {
      body,
      values: { ...(email && { email }), ...(phone && { phone }), ...(username && { username }) },
    };
  }

  #codeIn(data: GivenCode): [Challenge, string] {
    const id = this.#isPending ? 'login-app' : 'account-app';
    const { otp = '', mfaEmailToken, email } = data;
    const appCode = data.AuthenticatorCode ?? data.googleAuthenticatorCode;
    if (appCode !== undefined) return [{ id, channel: 'totp' }, appCode];
    if (mfaEmailToken && email !== undefined) {
      const request = { channel: 'email', destination: email } as const;
      return [{ id, channel: 'email', request }, otp];
    }
    if (!this.#challenge) throw misuse('No code has been sent: call twoFALogin or twoFAUpdatePhone first');
    return [this.#challenge, otp];
  }
}

/** There is nothing yet, and nothing but a phone can be set up. */
function wantsPhone({ factors, enrollable }: SecondStep): boolean {
  return factors.length === 0 && enrollable.every((kind) => kind === 'sms' || kind === 'voice');
}
