import type {
  CallOptions,
  Challenge,
  Channel,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  PasswordVerifier,
  RecoveryCodeVerifier,
  SecondStep,
  SecondStepper,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionVerifier,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import { untilAborted } from '../until-aborted.js';
import { sessionOf, type Api } from './api.js';
import {
  challengeSent,
  channelsOf,
  checkAnswers,
  checkCode,
  checkRecoveryCode,
  phoneChannel,
  phoneQuery,
  readOutcome,
  requestCode,
  usableFactors,
} from './factor-calls.js';
import { once } from './once.js';
import { readState, type MfaState } from './wire.js';

/**
 * Asks for a factor again in the middle of a session (contract B.4). Its verifications carry `proof.stepUp`, which the
 * page's own server has to confirm: `isSteppedUp` of `mfa-elements/server`. A failure does not end the session.
 */
export class StepUpClient
  implements
    SecondStepper,
    OtpSender,
    OtpVerifier,
    PasswordVerifier,
    RecoveryCodeVerifier,
    SecurityQuestionVerifier
{
  readonly channels: readonly Channel[];
  readonly takesDestination = false;
  readonly #api: Api;
  #state: MfaState | undefined;
  #begun: Promise<MfaState> | undefined;

  constructor(api: Api) {
    this.#api = api;
    this.channels = channelsOf(api);
  }

  /**
   * Sends a text message where the person has a phone. Once: who asks again before a code was right, as an element does
   * that is removed and comes back, gets the same answer.
   */
  async secondStep(_login: unknown, { signal }: CallOptions = {}): Promise<SecondStep> {
    signal?.throwIfAborted();
    this.#begun ??= once([...sessionOf(this.#api), 'reauth'], () => this.#begin()).catch((error: unknown) => {
      this.#begun = undefined;
      throw error;
    });
    const state = await untilAborted(this.#begun, signal);
    this.#state = state;
    const challenge = challengeSent(this.#api, 'reauth', state);
    const factors = usableFactors(this.#api, state);
    return { factors, enrollable: [], required: true, ...(challenge && { challenge }) };
  }

  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return requestCode(this.#api, 'reauth', await this.#known(request, options), request, options);
  }

  resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    return this.requestOtp(challenge.request ?? { channel: challenge.channel }, options);
  }

  verifyOtp(challenge: Challenge, code: string, options?: VerifyOptions): Promise<Verification> {
    return this.#finish(checkCode(this.#api, challenge, code, options));
  }

  verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification> {
    return this.#finish(checkRecoveryCode(this.#api, 'reauth', code, options));
  }

  async securityQuestions(options?: CallOptions): Promise<readonly SecurityQuestion[]> {
    return (this.#state ??= await this.#settings(options)).questions;
  }

  answerSecurityQuestions(
    answers: readonly SecurityAnswer[],
    options?: VerifyOptions,
  ): Promise<Verification> {
    return this.#finish(checkAnswers(this.#api, 'reauth', answers, options));
  }

  /** For a session that began without a second factor. */
  async verifyPassword(password: string, options?: CallOptions): Promise<Verification> {
    const answer = await this.#api.call(
      'PUT',
      'auth/account/reauth/password',
      { body: { password } },
      options,
    );
    return readOutcome(this.#api, 'reauth', answer);
  }

  /** For a session that began without a second factor. */
  async verifyPin(pin: string, options?: CallOptions): Promise<Verification> {
    const answer = await this.#api.call('PUT', 'auth/account/reauth/pin', { body: { pin } }, options);
    return readOutcome(this.#api, 'reauth', answer);
  }

  async #begin(): Promise<MfaState> {
    const query = phoneQuery(this.#api, phoneChannel(this.#api));
    return readState((await this.#api.call('GET', 'auth/account/reauth/2fa', { query })).body);
  }

  /** What comes after it is another step-up. */
  async #finish(check: Promise<Verification>): Promise<Verification> {
    const verification = await check;
    this.#begun = undefined;
    return verification;
  }

  /** The addresses are needed for an e-mail, and only for that. */
  async #known({ channel }: OtpRequest, options?: CallOptions): Promise<MfaState> {
    if (channel !== 'email') return this.#state ?? readState({});
    return (this.#state ??= await this.#settings(options));
  }

  async #settings(options?: CallOptions): Promise<MfaState> {
    return readState((await this.#api.call('GET', 'auth/account/2fa', {}, options)).body);
  }
}
