import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import type { Challenge, FactorKind } from '../core/client.js';
import { tellBack, type Callbacks } from './callbacks.js';
import type { Conversation } from './conversation.js';
import { CallFailure, itemsOf, ownError } from './errors.js';
import type { CommonOptions } from './options.js';
import type { SessionData } from './session.js';
import type { Fields } from './wire.js';

type OnSuccess = NonNullable<Callbacks['onSuccess']>;
type OnError = NonNullable<Callbacks['onError']>;

/** A call without a form: `(data, onSuccess, onError)`. */
export type HeadlessCall<Data> = (data: Data, onSuccess?: OnSuccess, onError?: OnError) => void;

export interface HeadlessOptions {
  session: SessionData;
  /** @param options - In place of those of the interface. @param token - In place of the session's. */
  converse: (options?: CommonOptions, token?: string) => Conversation;
}

/** What `resetTwoFactor` takes, and what it removes. */
const RESETS: Readonly<Record<string, FactorKind>> = {
  otpauthenticator: 'sms',
  googleauthenticator: 'totp',
  authenticator: 'totp',
};

/** The calls of the original's form library that concern the second factor (contract C.4), for pages with forms of their own. */
export class HeadlessApi {
  readonly #options: HeadlessOptions;
  #conversation: Conversation;
  #given: CommonOptions | undefined;
  #challenge: Challenge | undefined;
  /** A sign-in waits for its second factor. */
  #isPending = false;

  constructor(options: HeadlessOptions) {
    this.#options = options;
    this.#conversation = options.converse();
  }

  /** Begins anew. Not needed where the options are those of the interface. */
  readonly init = (options?: CommonOptions): void => {
    this.#given = options;
    this.#conversation = this.#options.converse(options);
    this.#challenge = undefined;
    this.#isPending = false;
  };

  /**
   * The first factor. `data` has `emailid`, `email`, `phone` or `username`, the `password`, and what a locked account
   * wants to see besides, by the names of the API. `onSuccess` gets the answer as it came: with
   * `SecondFactorAuthentication`, there is a second step to do.
   */
  readonly twoFALogin: HeadlessCall<Fields> = (data, onSuccess, onError) => {
    this.#run(onSuccess, onError, async () => {
      const { emailid, ...rest } = data;
      const body = emailid === undefined ? rest : { ...rest, email: emailid };
      const answer = await this.#conversation.signIn(body);
      const { result: step } = await this.#conversation.told((client) => client.secondStep(answer));
      this.#challenge = step.challenge;
      this.#isPending = !step.verification;
      const session = step.verification?.session as LoginRadiusSession | undefined;
      if (session) this.#options.session.begin(session);
      return answer;
    });
  };

  /** Sets a number for codes, or changes it, and has a code sent to it. */
  readonly twoFAUpdatePhone: HeadlessCall<{ readonly phoneNo2FA: string }> = (data, onSuccess, onError) => {
    this.#run(onSuccess, onError, () => this.#sendTo(data.phoneNo2FA));
  };

  /** Checks the code that was sent last: at the end of a sign-in there is an `access_token`, else a `Uid`. */
  readonly twoFAVerifyOTP: HeadlessCall<{ readonly otp: string }> = (data, onSuccess, onError) => {
    this.#run(onSuccess, onError, async () => {
      const { otp } = data;
      const challenge = this.#challenge;
      if (!challenge) throw failure('No code has been sent: call twoFALogin or twoFAUpdatePhone first');
      const { result, success } = await this.#conversation.told((client) => client.verifyOtp(challenge, otp));
      const session = result.session as LoginRadiusSession | undefined;
      this.#challenge = undefined;
      this.#isPending = false;
      if (session) this.#options.session.begin(session);
      return session ?? success;
    });
  };

  /** Sends another code: to the number of the sign-in, or to the one that is to be set. */
  readonly twoFAResendOTP: HeadlessCall<{ readonly phoneNo2FA?: string } | undefined> = (
    data,
    onSuccess,
    onError,
  ) => {
    this.#run(onSuccess, onError, async () => {
      const challenge = this.#challenge;
      if (!challenge && !this.#isPending) return this.#sendTo(data?.phoneNo2FA ?? '');
      const { result, success } = await this.#conversation.told((client) =>
        challenge ? client.resendOtp(challenge) : client.requestOtp({ channel: 'sms' }),
      );
      this.#challenge = result;
      return success;
    });
  };

  /** Removes a factor: `otpauthenticator` or `googleauthenticator`. */
  readonly resetTwoFactor: HeadlessCall<string> = (name, onSuccess, onError) => {
    this.#run(onSuccess, onError, async () => {
      const kind = RESETS[name.toLowerCase()];
      if (!kind) throw failure(`resetTwoFactor knows: ${Object.keys(RESETS).join(', ')}`);
      const factor = { id: kind, kind, active: true };
      return (await this.#conversation.told((client) => client.removeFactor(factor))).success;
    });
  };

  /** The codes, once: after that, the error 1127. Without a token, those of who is signed in. Secret. */
  readonly getBackupCode: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    this.#run(onSuccess, onError, () => this.#codes('recoveryCodes', token));
  };

  /** Makes new codes: the old ones stop working. Secret. */
  readonly resetBackupCode: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    this.#run(onSuccess, onError, () => this.#codes('regenerateRecoveryCodes', token));
  };

  async #sendTo(destination: string): Promise<object | undefined> {
    const { result, success } = await this.#conversation.told((client) =>
      client.enrollDestination({ channel: 'sms', destination }),
    );
    this.#challenge = result;
    return success;
  }

  async #codes(
    call: 'recoveryCodes' | 'regenerateRecoveryCodes',
    token: string | undefined,
  ): Promise<object | undefined> {
    const conversation = token ? this.#options.converse(this.#given, token) : this.#conversation;
    return (await conversation.told((client) => client[call]())).success;
  }

  #run(
    onSuccess: OnSuccess | undefined,
    onError: OnError | undefined,
    call: () => Promise<object | undefined>,
  ): void {
    const tell = tellBack({ onSuccess, onError });
    call().then(
      (answer) => tell.success(answer ?? {}),
      (error: unknown) => tell.failure(error instanceof CallFailure ? error.items : itemsOf(error)),
    );
  }
}

function failure(message: string): CallFailure {
  return new CallFailure(ownError('misconfigured', message));
}
