import { tellBack, type Callbacks } from './callbacks.js';
import { documentCookies } from './cookies.js';
import { plainError } from './errors.js';
import type { HeadlessApi } from './headless.js';
import { Hooks } from './hooks.js';
import {
  createLists,
  type ErrorWords,
  type FormSchema,
  type Lists,
  type OwnTexts,
  type ValidationWords,
} from './lists.js';
import { ABSENT, absentMembers, warnOnce } from './members.js';
import { readOptions, type CommonOptions, type InterfaceOptions } from './options.js';
import type { FormOptions, Parts, Rest } from './parts.js';
import { SessionData, type PinSession } from './session.js';
import { BrowserStorage, type TokenStorage } from './storage.js';
import { helpersOf, type Helpers } from './util.js';

/** The rest of the interface, or the way to it. */
export interface RestSource {
  readonly now?: (parts: Parts) => Rest;
  readonly load: () => Promise<(parts: Parts) => Rest>;
}

const CALLS = [
  'login',
  'twoFALogin',
  'twoFAUpdatePhone',
  'twoFAVerifyOTP',
  'twoFAResendOTP',
  'resetTwoFactor',
  'getBackupCode',
  'resetBackupCode',
  'updatePhone',
  'verifyOTP',
  'resendOTP',
  'updateSecurityQuestion',
  'validateToken',
  'invalidateToken',
] as const satisfies readonly (keyof HeadlessApi)[];

type Api = Pick<HeadlessApi, (typeof CALLS)[number]> & { init: (options?: CommonOptions) => void };

/**
 * The members of the interface that answer at once (contract C.9.1). What calls back waits in line until the rest is
 * there, and comes in the order in which it was asked for.
 */
export class InterfaceFront implements Lists {
  /** Of the original whose members these are. */
  readonly version = '3.26.0';
  readonly global = globalThis;

  loginFormSchema!: FormSchema;
  otpSchema!: FormSchema;
  QRCodeSchema!: FormSchema;
  checkPhoneNumberSchema!: FormSchema;
  backupCodeFormSchema!: FormSchema;
  registrationFormSchema!: FormSchema;
  errorMessages!: ErrorWords[];
  validationMessages!: ValidationWords[];
  buttonsName!: OwnTexts;
  formCustomLabel!: OwnTexts;
  formPlaceholder!: OwnTexts;

  /** Who is signed in. */
  readonly sessionData: SessionData;

  /** What the page calls things, and what it wants to hear of. */
  readonly $hooks: Hooks;

  readonly storage: BrowserStorage;
  readonly documentCookies = documentCookies;
  readonly util: Helpers & Pick<BrowserStorage, keyof BrowserStorage> & { ready(call: () => void): void };

  /** The calls without forms. */
  readonly api: Api;

  readonly progressiveProfiling: Record<string, (...args: unknown[]) => void>;

  readonly #parts: Parts;
  readonly #source: RestSource;
  #rest: Rest | undefined;
  #queue: { run: (rest: Rest) => void; fail: () => void }[] | undefined;

  constructor(given: CommonOptions = {}, source: RestSource) {
    this.#source = source;
    const warn = warnOnce();
    const options = readOptions(given);
    this.storage = new BrowserStorage(tokenStorageOf(options));
    const { accessToken } = given;
    this.sessionData = new SessionData({
      storage: this.storage,
      fromPage: () => (typeof accessToken === 'function' ? accessToken() : accessToken),
      onMissing: () => {
        if (options.tokenStorage !== undefined || accessToken !== undefined) return;
        warn(
          'there is no token on this page, since it goes with the page that signed in. To keep it, give the option ' +
            "tokenStorage: 'session' (or 'local'), or accessToken where your server has it",
        );
      },
    });
    Object.assign(this, createLists(options.maskSensitiveInput === true));
    this.$hooks = new Hooks(this, () => this.#parts.onWords());
    this.#parts = {
      given,
      options,
      hooks: this.$hooks,
      lists: this,
      session: this.sessionData,
      warn,
      onWords: () => undefined,
    };
    if (source.now) this.#rest = source.now(this.#parts);
    this.util = {
      ...absentMembers('util.', ABSENT.util, warn),
      ...helpersOf(this),
      setBrowserStorage: this.storage.setBrowserStorage,
      getBrowserStorage: this.storage.getBrowserStorage,
      removeBrowserStorage: this.storage.removeBrowserStorage,
      isLocalStorageNameSupported: this.storage.isLocalStorageNameSupported,
      ready: (call: () => void): void => {
        if (document.readyState === 'loading')
          document.addEventListener('DOMContentLoaded', () => call(), { once: true });
        else queueMicrotask(call);
      },
    };
    this.api = {
      ...absentMembers('api.', ABSENT.api, warn),
      init: (more?: CommonOptions) => this.#later({}, (rest) => rest.api.init(more)),
      ...Object.fromEntries(
        CALLS.map((name) => [
          name,
          (...args: unknown[]) => {
            const [onSuccess, onError] = args.filter((arg) => typeof arg === 'function');
            this.#later({ onSuccess, onError } as Callbacks, ({ api }) => {
              (api[name] as (...given: unknown[]) => void)(...args);
            });
          },
        ]),
      ),
    } as unknown as Api;
    this.progressiveProfiling = absentMembers('progressiveProfiling.', ABSENT.progressiveProfiling, warn);
    Object.assign(this, absentMembers('', ABSENT.root, warn));
  }

  /** The options as they were understood, and what the tenant's settings add as soon as these are there. */
  get options(): InterfaceOptions {
    return this.#parts.options;
  }

  /**
   * Shows the form of an action in a container. What it cannot do, it tells `onError`; it never throws.
   *
   * @param action - `login`, `createTwoFactorAuthentication`, `backupCodeButton`, `resetBackupCodeButton`,
   *   `updatePhone`, `updateSecurityQuestion` or `profileEditor`.
   */
  readonly init = (action: string, form: Partial<FormOptions> = {}): void => {
    this.#later(form, (rest) => rest.init(action, form));
  };

  /** Calls back with the tenant's settings, as the service sends them; without any where they cannot be had. */
  readonly getAppConfiguration = (call: (configuration: object) => void): void => {
    const tell = tellBack({ onSuccess: call });
    this.#later({}, (rest) => void rest.configuration().then((found) => tell.success(found ?? {})));
  };

  /** Nobody is signed in any more, on this page. Ends no session on the server. */
  readonly clearSession = (): void => this.sessionData.end();

  readonly log = (text: unknown): void => {
    if (this.options.debugMode) console.warn(text);
  };

  /** The token of a PIN, as long as it is good. */
  readonly getSessionToken = (): string | false => this.sessionData.pin;
  readonly setSessionToken = (response: PinSession): void => this.sessionData.beginPin(response);
  readonly removeSessionToken = (): void => this.sessionData.endPin();

  #later(callbacks: Callbacks, run: (rest: Rest) => void): void {
    if (this.#rest) {
      run(this.#rest);
      return;
    }
    const isFirst = !this.#queue;
    const fail = (): void => tellBack(callbacks).failure(plainError('network'));
    (this.#queue ??= []).push({ run, fail });
    if (isFirst) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.#rest = (await this.#source.load())(this.#parts);
    } catch {
      console.warn(
        'LoginRadiusV2: mfa-js-interface.js could not be loaded; it belongs beside the classic script',
      );
    }
    const waiting = this.#queue ?? [];
    // Where it failed, whoever comes next tries again.
    this.#queue = undefined;
    for (const { run, fail } of waiting) {
      if (this.#rest) run(this.#rest);
      else fail();
    }
  }
}

function tokenStorageOf({ tokenStorage }: InterfaceOptions): TokenStorage {
  return tokenStorage === 'session' || tokenStorage === 'local' ? tokenStorage : undefined;
}
