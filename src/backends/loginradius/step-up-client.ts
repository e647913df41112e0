import type {
  CallOptions,
  Challenge,
  Channel,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  RecoveryCodeVerifier,
  SecondStep,
  SecondStepper,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionVerifier,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import type { Api } from './api.js';
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
import { readState, type MfaState } from './wire.js';

/**
 * Asks for a factor again in the middle of a session (contract B.4). Its verifications carry `proof.stepUp`, which the
 * page's own server has to confirm: `POST /manage/account/{uid}/reauth/2fa`. A failure does not end the session.
 */
export class StepUpClient
  implements SecondStepper, OtpSender, OtpVerifier, RecoveryCodeVerifier, SecurityQuestionVerifier
{
  readonly channels: readonly Channel[];
  readonly takesDestination = false;
  readonly #api: Api;
  #state: MfaState | undefined;

  constructor(api: Api) {
    this.#api = api;
    this.channels = channelsOf(api);
  }

  /** Sends a text message where the person has a phone: to be called once, when they want to go on. */
  async secondStep(_login: unknown, options?: CallOptions): Promise<SecondStep> {
    const api = this.#api;
    const query = phoneQuery(api, phoneChannel(api));
    const state = readState((await api.call('GET', 'auth/account/reauth/2fa', { query }, options)).body);
    this.#state = state;
    const challenge = challengeSent(api, 'reauth', state);
    const factors = usableFactors(api, state);
    return { factors, enrollable: [], required: true, ...(challenge && { challenge }) };
  }

  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return requestCode(this.#api, 'reauth', await this.#known(request, options), request, options);
  }

  resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    return this.requestOtp(challenge.request ?? { channel: challenge.channel }, options);
  }

  verifyOtp(challenge: Challenge, code: string, options?: VerifyOptions): Promise<Verification> {
    return checkCode(this.#api, challenge, code, options);
  }

  verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification> {
    return checkRecoveryCode(this.#api, 'reauth', code, options);
  }

  async securityQuestions(options?: CallOptions): Promise<readonly SecurityQuestion[]> {
    return (this.#state ??= await this.#settings(options)).questions;
  }

  answerSecurityQuestions(
    answers: readonly SecurityAnswer[],
    options?: VerifyOptions,
  ): Promise<Verification> {
    return checkAnswers(this.#api, 'reauth', answers, options);
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

  /** The addresses are needed for an e-mail, and only for that. */
  async #known({ channel }: OtpRequest, options?: CallOptions): Promise<MfaState> {
    if (channel !== 'email') return this.#state ?? readState({});
    return (this.#state ??= await this.#settings(options));
  }

  async #settings(options?: CallOptions): Promise<MfaState> {
    return readState((await this.#api.call('GET', 'auth/account/2fa', {}, options)).body);
  }
}
