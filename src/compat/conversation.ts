import type {
  LoginAccountClient,
  LoginRadiusClient,
  LoginRadiusOptions,
} from '../backends/loginradius/index.js';
import { HOST } from '../backends/loginradius/api.js';
import { answerOf, toMfaError } from '../backends/loginradius/error-map.js';
import { createHttpClient } from '../core/http.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { codesOf, successOf } from './answers.js';
import { CallFailure, itemsOf, vendorError, type ErrorItems } from './errors.js';
import type { Hooks } from './hooks.js';
import {
  backendMore,
  endpointOf,
  isOn,
  loginQuery,
  type CommonOptions,
  type InterfaceOptions,
} from './options.js';
import { watchedFetch, type Answered, type Fields } from './wire.js';

/** A client whose requests can go out through another `fetch`. */
interface Redirectable<Client> {
  through(fetch: typeof globalThis.fetch): Client;
}

export interface ConversationOptions {
  given: CommonOptions;
  options: InterfaceOptions;
  hooks: Hooks;
  /** The session's token, for what needs one. */
  token: () => string | undefined;
  /** The service does not know the token, or not any more. */
  onSessionOver: () => void;
}

/** What a call gave, and what the vendor said to it. */
export interface Told<Result> {
  readonly result: Result;
  /** The vendor's own words, which the callbacks get. */
  readonly answer: Fields | undefined;
  /** What `onSuccess` is told of it. */
  readonly success: object | undefined;
}

/**
 * One form's way to the service: a client with a ticket of its own, and for each call what the vendor said to it. The
 * client knows what an answer means; pages are used to be told its words.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  #client: Promise<LoginRadiusClient> | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** The client, whose code is loaded when it is first needed. */
  async client(): Promise<LoginRadiusClient> {
    this.#client ??= this.#make();
    try {
      return await this.#client;
    } catch (error) {
      // The next one tries again: the connection may be back.
      this.#client = undefined;
      throw error;
    }
  }

  async #make(): Promise<LoginRadiusClient> {
    const { options } = this.#options;
    const { LoginRadiusClient } = await import('../backends/loginradius/index.js');
    const { smsTemplate2FA, emailTemplate2FA, isVoiceOtp } = options;
    return new LoginRadiusClient({
      ...this.#way(),
      more: backendMore(options),
      ...(smsTemplate2FA !== undefined && { smsTemplate: smsTemplate2FA }),
      ...(emailTemplate2FA !== undefined && { emailTemplate: emailTemplate2FA }),
      ...(isVoiceOtp !== undefined && { isVoiceOtp }),
    });
  }

  /** What belongs to the account and not to its second factor. */
  async accountClient(): Promise<LoginAccountClient> {
    const { smsTemplateUpdatePhone, smsTemplateWelcome, SecurityQuestions, securityQuestionsCount } =
      this.#options.options;
    const { LoginAccountClient } = await import('../backends/loginradius/index.js');
    return new LoginAccountClient({
      ...this.#way(),
      ...(smsTemplateUpdatePhone !== undefined && { smsTemplate: smsTemplateUpdatePhone }),
      smsTemplateWelcome,
      questions: SecurityQuestions?.map(({ QuestionId: id, Question: question }) => ({ id, question })),
      questionsCount: securityQuestionsCount,
    });
  }

  #way(): LoginRadiusOptions {
    const { given, options, token } = this.#options;
    return {
      endpoint: endpointOf(given, options) ?? '',
      accessToken: token,
      ...(given.fetch && { fetch: given.fetch }),
      ...(options.apiKey !== undefined && { apiKey: options.apiKey }),
    };
  }

  /**
   * The first factor (contract B.1), which no client makes: it comes before there is a ticket.
   *
   * @throws CallFailure
   */
  async signIn(body: Fields, signal?: AbortSignal): Promise<Fields> {
    const { given, options } = this.#options;
    const endpoint = endpointOf(given, options) ?? HOST;
    const { answer } = await this.#hear(async (fetch) => {
      const http = createHttpClient({ endpoint, fetch });
      const answer = await http.request(
        {
          method: 'POST',
          path: ['identity', 'v2', 'auth', 'login', ...(isOn(options) ? ['2fa'] : [])],
          query: { apiKey: options.apiKey, ...loginQuery(options) },
          body,
        },
        signal && { signal },
      );
      if (answer.status >= 400 || (answer.body as Fields | null)?.ErrorCode) throw toMfaError(answer);
    });
    if (!answer) throw new CallFailure(itemsOf(new MfaError('bad-response')));
    return answer;
  }

  /**
   * Makes one call, and finds what the vendor said to it.
   *
   * @throws CallFailure with what `onError` gets; whatever the call threw where it was only given up
   */
  async told<Result>(call: (client: LoginRadiusClient) => Promise<Result>): Promise<Told<Result>> {
    return this.toldBy(await this.client(), call);
  }

  /** The same by another client. */
  toldBy<Client extends Redirectable<Client>, Result>(
    client: Client,
    call: (client: Client) => Promise<Result>,
  ): Promise<Told<Result>> {
    return this.#hear((fetch) => call(client.through(fetch)));
  }

  async #hear<Result>(call: (through: typeof fetch) => Promise<Result>): Promise<Told<Result>> {
    const { given, options, hooks } = this.#options;
    let said: Answered | undefined;
    const through = watchedFetch({
      fetch: given.fetch,
      hooks,
      fields: options.projectionFields?.login?.join(','),
      onAnswered: (answered) => (said = answered),
    });
    try {
      const result = await call(through);
      return {
        result,
        answer: said?.body,
        success: said ? successOf(said.form.kind, said.body) : codesOf(result),
      };
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      const { errorMessages } = hooks.words;
      if (isTokenRefused(answerOf(error)?.body)) this.#options.onSessionOver();
      throw new CallFailure(vendorError(answerOf(error)?.body, errorMessages) ?? itemsOf(error), error);
    }
  }

  /**
   * The client for an element. What is called through it is told once: as a success that the client took, or as a
   * failure. The element shows the page's own words for that very failure, where the page has some.
   */
  toldClient<Client extends Redirectable<Client>>(
    client: Client,
    onSuccess: (answer: object) => void,
    onError: (errors: ErrorItems) => void,
  ): Client {
    const { hooks } = this.#options;
    return new Proxy(client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        // Its client is another one, which is not told of.
        if (key === 'stepUp') return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          try {
            const { result, success } = await this.toldBy(
              target,
              (client) => Reflect.apply(value, client, args) as Promise<unknown>,
            );
            if (success) onSuccess(success);
            return result;
          } catch (error) {
            if (!(error instanceof CallFailure)) throw error;
            onError(error.items);
            throw inOwnWords(error, hooks);
          }
        };
      },
    });
  }
}

/** No such token, or one that is over (contract B.6): kept, it would send people around in a circle. */
function isTokenRefused(body: unknown): boolean {
  return [905, 906].includes(Number((body as Fields | null | undefined)?.ErrorCode));
}

/** The failure for the element, whose `backendMessage` is what the page has to say of it. */
function inOwnWords({ cause, items }: CallFailure, { words }: Hooks): unknown {
  if (!isMfaError(cause)) return cause;
  const { code, message, retryAt, attemptsLeft, proof } = cause;
  const own = words.errorMessages.find((entry) => String(entry.code) === String(items[0].ErrorCode));
  const backendMessage = own?.message ?? own?.description;
  return new MfaError(code, {
    message,
    cause,
    ...(retryAt !== undefined && { retryAt }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(proof !== undefined && { proof }),
    ...(backendMessage !== undefined && { backendMessage }),
  });
}
