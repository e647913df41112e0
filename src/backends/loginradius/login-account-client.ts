import type {
  CallOptions,
  Challenge,
  DestinationEnroller,
  MessageChannel,
  OtpRequest,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionKeeper,
  SecurityQuestionOffer,
  Verification,
} from '../../core/client.js';
import { parsePhone } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { asFields } from '../values.js';
import { createApi, type Api } from './api.js';
import { challengeOf } from './factor-calls.js';
import type { LoginRadiusOptions } from './loginradius-client.js';
import { badResponse, readSent } from './wire.js';

export interface LoginAccountOptions extends LoginRadiusOptions {
  /** Of the message after a right code. */
  smsTemplateWelcome?: string | undefined;
  /** What people choose from, by the tenant's settings: no call of the account tells. */
  questions?: readonly SecurityQuestion[] | undefined;
  /** How many have to be answered. Default 2. */
  questionsCount?: number | undefined;
}

/**
 * What belongs to the account and not to its second factor, although it looks alike (contract C.9.3): the phone that one
 * signs in with, and the questions for a lost password. Needs `accessToken`.
 */
export class LoginAccountClient implements DestinationEnroller, SecurityQuestionKeeper {
  readonly enrollableChannels: readonly MessageChannel[] = ['sms'];
  readonly #api: Api;
  readonly #options: LoginAccountOptions;

  constructor(options: LoginAccountOptions, api: Api = createApi(options)) {
    this.#options = options;
    this.#api = api;
  }

  /** `PUT /auth/phone`. The template is `smsTemplate`. */
  async enrollDestination(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return this.#send('PUT', 'auth/phone', request, options);
  }

  /** `POST /auth/phone/otp`: another code to a phone that waits for one. */
  async resendTo(destination: string, options?: CallOptions): Promise<Challenge> {
    return this.#send('POST', 'auth/phone/otp', { channel: 'sms', destination }, options);
  }

  /** `PUT /auth/phone/otp`, which takes the code in its address and nowhere else. */
  async confirmDestination(_: Challenge, otp: string, options?: CallOptions): Promise<Verification> {
    const query = { otp, smsTemplate: this.#options.smsTemplateWelcome };
    await this.#post('auth/phone/otp', { query }, options);
    return {};
  }

  securityQuestionOffer(): Promise<SecurityQuestionOffer> {
    const { questions = [], questionsCount: count = 2 } = this.#options;
    return Promise.resolve({ questions, count });
  }

  /** `PUT /auth/account`. */
  async setSecurityQuestions(
    answers: readonly SecurityAnswer[],
    options?: CallOptions,
  ): Promise<Verification> {
    const pairs = answers.map(({ questionId, answer }) => [questionId, answer]);
    const body = { SecurityQuestionAnswer: Object.fromEntries(pairs) as Record<string, string> };
    await this.#post('auth/account', { body }, options);
    return {};
  }

  /** The same, whose requests go out through another `fetch`. */
  through(fetch: LoginRadiusOptions['fetch']): LoginAccountClient {
    return new LoginAccountClient(this.#options, this.#api.through(fetch));
  }

  async #send(
    method: 'PUT' | 'POST',
    path: string,
    { channel, destination = '' }: OtpRequest,
    options?: CallOptions,
  ): Promise<Challenge> {
    const phone = parsePhone(destination);
    if (!phone) throw new MfaError('invalid-destination');
    const { smsTemplate } = this.#options;
    const request = { query: { smsTemplate }, body: { phone } };
    readSent((await this.#api.call(method, path, request, options)).body);
    return challengeOf(this.#api, 'account', { channel, destination: phone }, phone);
  }

  async #post(path: string, request: Parameters<Api['call']>[2], options?: CallOptions): Promise<void> {
    const { body } = await this.#api.call('PUT', path, request, options);
    if (asFields(body)?.IsPosted !== true) throw badResponse('confirmation');
  }
}
