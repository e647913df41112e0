import type {
  LoginAccountClient,
  LoginRadiusClient,
  LoginRadiusSession,
} from '../backends/loginradius/index.js';
import { HOST } from '../backends/loginradius/api.js';
import { answerOf, toMfaError } from '../backends/loginradius/error-map.js';
import { createHttpClient } from '../core/http.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { sessionOf, successOf } from './answers.js';
import type { FormValues, Tell } from './callbacks.js';
import { makeAccountClient, makeClient, type ClientsOptions } from './clients.js';
import { CallFailure, itemsOf, vendorError, type ErrorItems } from './errors.js';
import type { Hooks } from './hooks.js';
import { errorWords, type Lists } from './lists.js';
import { endpointOf, isOn, loginQuery } from './options.js';
import { Wire, type Fields, type ShownForm } from './wire.js';

/** A client whose requests can go out through another `fetch`. */
interface Redirectable<Client> {
  through(fetch: typeof globalThis.fetch): Client;
}

export interface ConversationOptions extends ClientsOptions {
  hooks: Hooks;
  lists: Lists;
  /** The form on the screen, where there is one. */
  shown?: ShownForm | undefined;
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
  readonly formData: FormValues | undefined;
}

/** How the page is told. The hooks hear that a call is over only after that. */
export interface Telling<Result> {
  told: (told: Told<Result>) => void | Promise<void>;
  failed: (errors: ErrorItems) => void;
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

  /** The client of this sign-in, or of this account. */
  async client(): Promise<LoginRadiusClient> {
    this.#client ??= makeClient(this.#options);
    try {
      return await this.#client;
    } catch (error) {
      // The next one tries again: the connection may be back.
      this.#client = undefined;
      throw error;
    }
  }

  accountClient(): Promise<LoginAccountClient> {
    return makeAccountClient(this.#options);
  }

  /**
   * The first factor (contract B.1), which no client makes: it comes before there is a ticket.
   *
   * @param isOnly - Whether there is to be no second one. Default: what the options say.
   * @throws CallFailure
   */
  async signIn(body: Fields, telling: Telling<Fields>, isOnly = !isOn(this.#options.options)): Promise<void> {
    const { given, options } = this.#options;
    const endpoint = endpointOf(given, options) ?? HOST;
    await this.#hear(async (fetch) => {
      const { status, ...rest } = await createHttpClient({ endpoint, fetch }).request({
        method: 'POST',
        path: ['identity', 'v2', 'auth', 'login', ...(isOnly ? [] : ['2fa'])],
        query: { apiKey: options.apiKey, ...loginQuery(options, isOnly) },
        body,
      });
      const answer = rest.body as Fields | null;
      if (status >= 400 || answer?.ErrorCode) throw toMfaError({ status, ...rest });
      if (typeof answer !== 'object' || answer === null) throw new MfaError('bad-response');
      return answer;
    }, telling);
  }

  /**
   * Makes one call, and finds what the vendor said to it.
   *
   * @throws CallFailure with what `onError` gets, once it has been told of; whatever the call threw where it was only
   *   given up
   */
  async told<Result>(
    call: (client: LoginRadiusClient) => Promise<Result>,
    telling: Telling<Result>,
  ): Promise<Result> {
    return this.toldBy(await this.client(), call, telling);
  }

  /** The same by another client. */
  toldBy<Client extends Redirectable<Client>, Result>(
    client: Client,
    call: (client: Client) => Promise<Result>,
    telling: Telling<Result>,
  ): Promise<Result> {
    return this.#hear((fetch) => call(client.through(fetch)), telling);
  }

  async #hear<Result>(
    call: (through: typeof fetch) => Promise<Result>,
    { told, failed }: Telling<Result>,
  ): Promise<Result> {
    const { given, options, hooks, shown } = this.#options;
    const fields = options.projectionFields?.login?.join(',');
    const wire = new Wire({ fetch: given.fetch, hooks, fields, shown });
    try {
      const result = await call(wire.fetch);
      const { answered } = wire;
      await told({
        result,
        answer: answered?.body,
        success: successOf(answered, result),
        formData: answered?.formData,
      });
      return result;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      const failure = this.#failureOf(error);
      failed(failure.items);
      throw failure;
    } finally {
      wire.end();
    }
  }

  #failureOf(error: unknown): CallFailure {
    if (error instanceof CallFailure) return error;
    const body = answerOf(error)?.body;
    if (isTokenRefused(body)) this.#options.onSessionOver();
    return new CallFailure(vendorError(body, this.#options.lists) ?? itemsOf(error), error);
  }

  /**
   * The client for an element. What is called through it is told once: as a success that the client took, or as a
   * failure. The element shows the page's own words for that very failure, where the page has some.
   *
   * @param onSession - The sign-in has come to its end.
   */
  toldClient<Client extends Redirectable<Client>>(
    client: Client,
    tell: Tell,
    onSession?: (session: LoginRadiusSession, formData: FormValues | undefined) => void,
  ): Client {
    const telling: Telling<unknown> = {
      told({ result, success, formData }) {
        const session = sessionOf(result);
        if (session) onSession?.(session, formData);
        else if (success) tell.success(success, formData);
      },
      failed: tell.failure,
    };
    return new Proxy(client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        const { isVoiceOtp } = this.#options.options;
        // A call comes beside the text message, and from the first code on.
        if (isVoiceOtp && key === 'channels') return [...(value as string[]), 'voice'];
        if (isVoiceOtp && key === 'offeredAtOnce') return ['voice'];
        if (typeof value !== 'function') return value;
        // Its client is another one, which is not told of.
        if (key === 'stepUp') return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          try {
            return await this.toldBy(
              target,
              (through) => Reflect.apply(value, through, args) as Promise<unknown>,
              telling,
            );
          } catch (error) {
            throw error instanceof CallFailure ? inOwnWords(error, this.#options.lists) : error;
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
function inOwnWords({ cause, items }: CallFailure, lists: Lists): unknown {
  if (!isMfaError(cause)) return cause;
  const { code, message, retryAt, attemptsLeft, proof } = cause;
  const own = errorWords(lists, items[0].ErrorCode);
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
