import type { LoginAccountClient } from '../backends/loginradius/index.js';
import type { Challenge } from '../core/client.js';
import { guarded, tellBack, type Callbacks, type Tell } from './callbacks.js';
import type { Conversation, Telling } from './conversation.js';
import { CallFailure, itemsOf } from './errors.js';
import { sessionOf } from './answers.js';
import type { CommonOptions, InterfaceOptions } from './options.js';
import type { SessionData } from './session.js';

export type OnSuccess = NonNullable<Callbacks['onSuccess']>;
export type OnError = NonNullable<Callbacks['onError']>;
/** A function of the page's that shows its own form for the next step. */
export type NextStep = (...given: unknown[]) => void;

/** A call without a form: `(data, onSuccess, onError)`, and what shows the next form where there is one. */
export type HeadlessCall<Data, More extends readonly unknown[] = []> = (
  data: Data,
  onSuccess?: OnSuccess,
  onError?: OnError,
  ...more: Partial<More>
) => void;

export interface HeadlessOptions {
  session: SessionData;
  options: () => InterfaceOptions;
  /** @param options - In place of those of the interface. @param token - In place of the session's. */
  converse: (options?: CommonOptions, token?: string) => Conversation;
}

/** The calls of the original's form library that are about the account: the phone to sign in with, its questions, its token. */
export class AccountApi {
  protected readonly options: HeadlessOptions;
  protected conversation: Conversation;
  protected given: CommonOptions | undefined;
  #challenge: Challenge | undefined;

  constructor(options: HeadlessOptions) {
    this.options = options;
    this.conversation = options.converse();
  }

  /** Another phone to sign in with, which counts when its code was right. */
  readonly updatePhone: HeadlessCall<{ readonly phone: string }, [NextStep, NextStep]> = (
    data,
    onSuccess,
    onError,
    verifyOTP,
    resendOTP,
  ) => {
    this.run({ onSuccess, onError }, async (tell) => {
      this.#challenge = await this.#ofAccount(tell, (client) =>
        client.enrollDestination({ channel: 'sms', destination: data.phone }),
      );
      showNext([verifyOTP, resendOTP], data, '', onSuccess, onError);
    });
  };

  /** Checks the code for that phone. */
  readonly verifyOTP = (
    { otp }: { readonly otp: string },
    _phone?: unknown,
    onSuccess?: OnSuccess,
    onError?: OnError,
  ): void => {
    // The service knows the phone; a page may have been loaded anew since.
    const challenge = this.#challenge ?? { id: 'account-phone', channel: 'sms' };
    this.run({ onSuccess, onError }, (tell) =>
      this.#ofAccount<unknown>(tell, (client) => client.confirmDestination(challenge, otp)),
    );
  };

  /** Sends another code to that phone. */
  readonly resendOTP: HeadlessCall<{ readonly phone: string }> = ({ phone }, onSuccess, onError) => {
    this.run({ onSuccess, onError }, (tell) => this.#ofAccount(tell, (client) => client.resendTo(phone)));
  };

  /** The answers to the questions of the account, by the id of each question. */
  readonly updateSecurityQuestion: HeadlessCall<Readonly<Record<string, string>>> = (
    data,
    onSuccess,
    onError,
  ) => {
    const answers = Object.entries(data).map(([questionId, answer]) => ({ questionId, answer }));
    this.run({ onSuccess, onError }, (tell) =>
      this.#ofAccount(tell, (client) => client.setSecurityQuestions(answers)),
    );
  };

  /** Asks the service whether a token is good. Without one, that of who is signed in. */
  readonly validateToken: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    this.run({ onSuccess, onError }, (tell) => this.#askAboutToken('validate', token, tell));
  };

  /** Ends a session on the server. Without a token, that of who is signed in, who is not any more. */
  readonly invalidateToken: HeadlessCall<string | undefined> = (token, onSuccess, onError) => {
    const { session } = this.options;
    this.run({ onSuccess, onError }, (tell) =>
      this.#askAboutToken('invalidate', token, {
        ...tell,
        success: (...given) => {
          if (!token || token === session.getToken()) session.end();
          tell.success(...given);
        },
      }),
    );
  };

  /** A call through the account's own client. */
  async #ofAccount<Result>(
    tell: Tell,
    call: (client: LoginAccountClient) => Promise<Result>,
  ): Promise<Result> {
    return this.conversation.toldBy(await this.conversation.accountClient(), call, telling(tell));
  }

  async #askAboutToken(
    what: 'validate' | 'invalidate',
    token: string | undefined,
    tell: Tell,
  ): Promise<void> {
    await this.withToken(token).told(
      (client) => client.request('GET', `auth/access_token/${what}`),
      telling(tell),
    );
  }

  /** The same conversation, or one with a token of its own. */
  protected withToken(token: string | undefined): Conversation {
    return token ? this.options.converse(this.given, token) : this.conversation;
  }

  /** What fails before there is a call is told as well, and once. */
  protected run(callbacks: Callbacks, call: (tell: Tell) => Promise<unknown>): void {
    const tell = tellBack(callbacks);
    call(tell).catch((error: unknown) => {
      if (!(error instanceof CallFailure)) tell.failure(itemsOf(error));
    });
  }
}

/**
 * Tells the page's callbacks of a call as it is.
 *
 * @param mayBeSilent - Whether there may be nothing to tell of.
 */
export function telling(tell: Tell, mayBeSilent = false): Telling<unknown> {
  return {
    told({ result, success, formData }) {
      const answer = sessionOf(result) ?? success;
      if (answer ?? !mayBeSilent) tell.success(answer ?? {}, formData);
    },
    failed: tell.failure,
  };
}

/** Has the page show its form for what comes next. */
export function showNext(steps: readonly (NextStep | undefined)[], ...given: readonly unknown[]): void {
  for (const step of steps) if (step) guarded(() => step(...given));
}
