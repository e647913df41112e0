import { actionNames, findAction } from './actions.js';
import { tellBack, type Callbacks } from './callbacks.js';
import { Conversation } from './conversation.js';
import { CallFailure, itemsOf, ownError } from './errors.js';
import { HeadlessApi } from './headless.js';
import { Hooks } from './hooks.js';
import { readOptions, type CommonOptions, type InterfaceOptions } from './options.js';
import { SessionData } from './session.js';

/** What `init` takes besides the action (contract C.1). */
export interface FormOptions extends Callbacks {
  /** Where the form goes: an id, a class, or the element itself. What is in it goes. */
  readonly container: string | Element;
  /** Before the ids and classes of this form, where there are two of a kind on one page. */
  readonly classPrefix?: string | undefined;
}

/**
 * The JavaScript interface of LoginRadius, as far as it is about the second factor, with our elements as its forms
 * (contract C): the same options, actions, callbacks and hooks.
 *
 * ```js
 * const LRObject = new MfaInterface({ apiKey: '…', twoFactorAuthentication: true });
 * LRObject.util.ready(() => LRObject.init('login', { container: 'login', onSuccess, onError }));
 * ```
 */
export class MfaInterface {
  /** The options as they were understood. */
  readonly options: InterfaceOptions;

  readonly util = {
    /** Calls back when the document is there. */
    ready(call: () => void): void {
      if (document.readyState === 'loading')
        document.addEventListener('DOMContentLoaded', () => call(), { once: true });
      else queueMicrotask(call);
    },
  };

  /** Who is signed in. */
  readonly sessionData: SessionData;

  /** What the page calls things, and what it wants to hear of. */
  readonly $hooks: Hooks;

  /** The calls without forms. */
  readonly api: HeadlessApi;

  readonly #given: CommonOptions;
  /** Of each container, what was asked for last. */
  readonly #latest = new WeakMap<Element, object>();
  /** What takes over the page's words when they change. */
  readonly #appliers = new Map<Element, () => void>();

  constructor(options: CommonOptions = {}) {
    this.#given = options;
    this.options = readOptions(options);
    this.$hooks = new Hooks(() => this.#applyWords());
    const { accessToken } = options;
    this.sessionData = new SessionData(
      () => (typeof accessToken === 'function' ? accessToken() : accessToken),
      () => this.options.accessTokenResponse !== false,
    );
    this.api = new HeadlessApi({
      session: this.sessionData,
      converse: (more, token) => this.#converse(more, token),
    });
  }

  /**
   * Shows the form of an action in a container. What it cannot do, it tells `onError`; it never throws.
   *
   * @param action - `login`, `createTwoFactorAuthentication`, `backupCodeButton`, `resetBackupCodeButton`,
   *   `updatePhone`, `updateSecurityQuestion` or `profileEditor`.
   */
  readonly init = (action: string, form: Partial<FormOptions> = {}): void => {
    const { container: place, classPrefix = '', ...callbacks } = form;
    const tell = tellBack(callbacks);
    const begin = async (): Promise<void> => {
      const run = findAction(action);
      if (!run)
        throw misconfigured(`There is no action "${action}" here. There is: ${actionNames().join(', ')}`);
      if (this.options.apiKey === undefined) throw misconfigured('The option apiKey is missing');
      const container = findContainer(place);
      if (!container) throw misconfigured('There is no such container in the page');
      const turn = {};
      this.#latest.set(container, turn);
      this.$hooks.tell('beforeInit', action);
      await run({
        container,
        classPrefix,
        options: this.options,
        hooks: this.$hooks,
        session: this.sessionData,
        conversation: this.#converse(),
        tell,
        isLatest: () => this.#latest.get(container) === turn,
        onWords: (element, apply) => this.#appliers.set(element, apply),
      });
    };
    begin().catch((error: unknown) =>
      tell.failure(error instanceof CallFailure ? error.items : itemsOf(error)),
    );
  };

  #converse(more: CommonOptions = {}, token?: string): Conversation {
    const given = { ...this.#given, ...more };
    return new Conversation({
      given,
      options: readOptions(given),
      hooks: this.$hooks,
      token: () => token ?? this.sessionData.getToken(),
    });
  }

  #applyWords(): void {
    for (const [element, apply] of this.#appliers) {
      if (element.isConnected) apply();
      else this.#appliers.delete(element);
    }
  }
}

function misconfigured(message: string): CallFailure {
  return new CallFailure(ownError('misconfigured', message));
}

/** By its id, or else by its class; with or without the sign for it. */
function findContainer(place: unknown): Element | undefined {
  if (place instanceof Element) return place;
  if (typeof place !== 'string') return undefined;
  const name = place.trim().replace(/^[#.]/, '');
  return document.getElementById(name) ?? document.getElementsByClassName(name)[0] ?? undefined;
}
