import type { BackendOptions } from '../../core/backend-registry.js';
import type {
  CallOptions,
  Challenge,
  Channel,
  ClientFacts,
  DestinationEnroller,
  Factor,
  FactorKeeper,
  FactorSettings,
  MessageChannel,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  PasskeyAnswer,
  PasskeyChallenge,
  PasskeyEnroller,
  PasskeyEnrollmentRequest,
  PasskeyVerifier,
  ProofOptions,
  PushChallenge,
  PushEnroller,
  PushEnrollment,
  PushVerifier,
  RecoveryCodeKeeper,
  RecoveryCodes,
  RecoveryCodeVerifier,
  SecondStep,
  SecondStepper,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionKeeper,
  SecurityQuestionOffer,
  SecurityQuestionVerifier,
  StepUpper,
  TotpEnroller,
  TotpEnrollment,
  TotpEnrollmentRequest,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import { createApi, pendingOf, type Api } from './api.js';
import {
  channelsOf,
  checkAnswers,
  checkCode,
  checkRecoveryCode,
  phoneChannel,
  purposeOf,
  requestCode,
  sendEmail,
  type Purpose,
} from './factor-calls.js';
import { beginPasskey, beginPasskeyEnrollment, finishPasskey } from './passkey-calls.js';
import { pollPush, pushEnrollment, sendPush } from './push-calls.js';
import {
  enrollDestination,
  factorSettings,
  listFactors,
  readKey,
  readSettings,
  recoveryCodes,
  removeFactor,
  setSecurityQuestions,
} from './settings-calls.js';
import { takeLogin } from './sign-in.js';
import { StepUpClient } from './step-up-client.js';
import { offered } from './tenant-offer.js';
import type { MfaState } from './wire.js';

const QUESTIONS = 2;

export interface LoginRadiusOptions extends BackendOptions {
  /** Base URL: the tenant's custom domain, or a proxy. Empty: `https://api.loginradius.com`. */
  endpoint: string;
  /** The tenant's public key. Required. `accessToken` is needed for the settings and for step-ups. */
  apiKey?: string;
  /**
   * `rbaBrowserEmailTemplate`, `rbaCityEmailTemplate`, `rbaCountryEmailTemplate`, `rbaIpEmailTemplate`;
   * `optionalTwoFactorAuthentication` (true: the person may go on without); `smsTemplate2FAWelcome` (of the message after a
   * right code); `securityQuestionsCount` (default 2);
   * `qrCodeAuthentication` and `securityQuestionEnabled` (false: authenticators, or questions, are not offered);
   * `configEndpoint` (where `/ciam/appinfo` is; default: the vendor's host for the vendor's API, else `endpoint`).
   */
  more?: Readonly<Record<string, unknown>>;
}

/**
 * LoginRadius (contract B), straight from the page: no call of it needs the secret.
 *
 * The page signs the person in and hands the answer to {@link LoginRadiusClient.secondStep}; the ticket in it stays in
 * this object, until a right code has spent it. Whatever comes after that is about the settings, and needs `accessToken`.
 * Every method rejects with MfaError.
 */
export class LoginRadiusClient
  implements
    SecondStepper,
    OtpSender,
    OtpVerifier,
    PasskeyVerifier,
    PasskeyEnroller,
    PushVerifier,
    PushEnroller,
    TotpEnroller,
    FactorKeeper,
    DestinationEnroller,
    RecoveryCodeVerifier,
    RecoveryCodeKeeper,
    SecurityQuestionVerifier,
    SecurityQuestionKeeper,
    StepUpper,
    ClientFacts
{
  readonly channels: readonly Channel[];
  readonly enrollableChannels: readonly MessageChannel[];
  readonly takesDestination = false;
  readonly namesDevices = false;
  readonly #api: Api;

  /** @param api - A way that is there already, see {@link LoginRadiusClient.through}. */
  constructor(options: LoginRadiusOptions, api: Api = createApi(options)) {
    this.#api = api;
    this.channels = channelsOf(this.#api);
    this.enrollableChannels = [phoneChannel(this.#api), 'email'];
  }

  get clockSkewMs(): number | undefined {
    return this.#api.person.clockSkewMs;
  }

  /**
   * B.1. Asks for what the tenant has only where there is something to set up.
   *
   * @param login - The answer of the login, or the `SecondFactorAuthentication` in it.
   */
  async secondStep(login: unknown, options?: CallOptions): Promise<SecondStep> {
    const step = takeLogin(this.#api, login);
    return { ...step, enrollable: await offered(this.#api, step.enrollable, options) };
  }

  /** B.2. To the phone or one of the addresses of the ticket. An authenticator needs no call. */
  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return requestCode(this.#api, 'login', pendingOf(this.#api.person), request, options);
  }

  /** To where the code before went. */
  async resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    const { channel, destination, request = { channel } } = challenge;
    const purpose = purposeOf(challenge);
    if (channel === 'email' && request.destination) {
      return sendEmail(this.#api, purpose, request.destination, options);
    }
    if (purpose === 'account') return this.enrollDestination(request, options);
    // The service remembers a new number by itself.
    const next = await this.requestOtp({ channel }, options);
    return { ...next, ...(destination && { destination }), request };
  }

  verifyOtp(challenge: Challenge, code: string, options?: VerifyOptions): Promise<Verification> {
    return checkCode(this.#api, challenge, code, options);
  }

  verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification> {
    return checkRecoveryCode(this.#api, 'login', code, options);
  }

  async securityQuestions(options?: CallOptions): Promise<readonly SecurityQuestion[]> {
    return (await this.#state(options)).questions;
  }

  answerSecurityQuestions(
    answers: readonly SecurityAnswer[],
    options?: VerifyOptions,
  ): Promise<Verification> {
    return checkAnswers(this.#api, 'login', answers, options);
  }

  /** Those of the tenant. How many have to be answered is the option `securityQuestionsCount`: no answer tells. */
  async securityQuestionOffer(options?: CallOptions): Promise<SecurityQuestionOffer> {
    const { questions } = await this.#state(options);
    const wanted = Number(this.#api.options.more?.securityQuestionsCount) || QUESTIONS;
    return { questions, count: Math.min(wanted, questions.length) };
  }

  /** In a sign-in that requires it this is the last step, and gives the session. */
  async setSecurityQuestions(
    answers: readonly SecurityAnswer[],
    options?: ProofOptions,
  ): Promise<Verification> {
    return setSecurityQuestions(this.#api, this.#purpose, answers, options);
  }

  /** The key is in the ticket or in the settings until it has been confirmed: asking again does not change it. */
  async beginTotpEnrollment(
    _request?: TotpEnrollmentRequest,
    options?: CallOptions,
  ): Promise<TotpEnrollment> {
    const id = this.#purpose;
    const state = await this.#state(options);
    const { expiresAt } = state;
    return {
      id,
      ...readKey(state),
      ...(expiresAt && { expiresAt: expiresAt - (this.clockSkewMs ?? 0) }),
    };
  }

  activateTotp({ id }: TotpEnrollment, code: string, options?: ProofOptions): Promise<Verification> {
    return checkCode(this.#api, { id, channel: 'totp' }, code, options);
  }

  /** Nothing to take back: a key without its first code does not count there. */
  async cancelTotpEnrollment(): Promise<void> {}

  /** The number before it counts until the code was right. */
  async enrollDestination(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return enrollDestination(this.#api, this.#purpose, request, options);
  }

  confirmDestination(challenge: Challenge, code: string, options?: ProofOptions): Promise<Verification> {
    return checkCode(this.#api, challenge, code, options);
  }

  async listFactors(options?: CallOptions): Promise<readonly Factor[]> {
    return listFactors(this.#api, options);
  }

  async factorSettings(options?: CallOptions): Promise<FactorSettings> {
    return factorSettings(this.#api, options);
  }

  async removeFactor(factor: Factor, options?: CallOptions): Promise<void> {
    return removeFactor(this.#api, factor, options);
  }

  /** B.3: shown once, then `recovery-codes-shown`. A second call while one is under way gets the answer of the first. */
  async recoveryCodes(options?: CallOptions): Promise<RecoveryCodes> {
    return recoveryCodes(this.#api, 'backupcode', options);
  }

  /** B.3: burns the codes before. A second call while one is under way gets the answer of the first. */
  async regenerateRecoveryCodes(options?: CallOptions): Promise<RecoveryCodes> {
    return recoveryCodes(this.#api, 'backupcode/reset', options);
  }

  /** B.4. */
  stepUp(): StepUpClient {
    return new StepUpClient(this.#api);
  }

  /** B.2: with the ticket. */
  async beginPasskey(options?: CallOptions): Promise<PasskeyChallenge> {
    return beginPasskey(this.#api, options);
  }

  async verifyPasskey(
    challenge: PasskeyChallenge,
    answer: PasskeyAnswer,
    options?: VerifyOptions,
  ): Promise<Verification> {
    return finishPasskey(this.#api, challenge, answer, options);
  }

  /** B.2, C.9.8. In a sign-in that requires it this is the last step, and gives the session. */
  async beginPasskeyEnrollment(
    _request?: PasskeyEnrollmentRequest,
    options?: ProofOptions,
  ): Promise<PasskeyChallenge> {
    return beginPasskeyEnrollment(this.#api, this.#purpose, options);
  }

  async activatePasskey(
    challenge: PasskeyChallenge,
    answer: PasskeyAnswer,
    _request?: PasskeyEnrollmentRequest,
    options?: ProofOptions,
  ): Promise<Verification> {
    return finishPasskey(this.#api, challenge, answer, options);
  }

  /** B.2: with the ticket, to the phone that is set up. The service gives no number to match. */
  async sendPush(_request?: { deviceName?: string }, options?: ProofOptions): Promise<PushChallenge> {
    return sendPush(this.#api, options);
  }

  /** Asks once; nothing as long as the message has not been answered. */
  async pollPush(_challenge?: PushChallenge, options?: VerifyOptions): Promise<Verification | undefined> {
    return pollPush(this.#api, 'login', options);
  }

  /** C.9.8. In a sign-in that requires it this is the last step, and gives the session. */
  async beginPushEnrollment(options?: ProofOptions): Promise<PushEnrollment> {
    return pushEnrollment(this.#api, this.#purpose, await this.#state(options));
  }

  async pollPushEnrollment(
    { id }: PushEnrollment,
    options?: ProofOptions,
  ): Promise<Verification | undefined> {
    return pollPush(this.#api, id === 'login' ? 'login' : 'account', options);
  }

  /** Any other call below `/identity/v2/` that needs no secret; `manage/…` is `misconfigured`. Gives the body. */
  async request(...call: Parameters<Api['call']>): Promise<unknown> {
    return (await this.#api.call(...call)).body;
  }

  /**
   * The same client, with the same ticket and session, whose requests go out through another `fetch`: who makes one call
   * through it knows which answers are to that call. What has side effects is still sent once for both.
   */
  through(fetch: LoginRadiusOptions['fetch']): LoginRadiusClient {
    return new LoginRadiusClient(this.#api.options, this.#api.through(fetch));
  }

  get #purpose(): Exclude<Purpose, 'reauth'> {
    return this.#api.person.pending ? 'login' : 'account';
  }

  async #state(options?: CallOptions): Promise<MfaState> {
    return this.#api.person.pending ?? readSettings(this.#api, options);
  }
}
