import type { ErrorWords } from './errors.js';

/** What a page registers for, by the original's names (contract C.5). */
export interface HookEvents {
  beforeInit: (action: string) => void;
  beforeFormRender: (name: string, schema: FormSchema) => void;
  afterFormRender: (name: string, schema: FormSchema) => void;
  afterValidation: (name: string) => void;
  startProcess: (name: string) => void;
  endProcess: (name: string) => void;
  eventCalls: (name: string) => void;
  modifyXhrRequest: (name: string, request: HookRequest, url: string) => void;
}

export type HookName = keyof HookEvents;

/** What is left of the `xhr` of the original: its headers. */
export interface HookRequest {
  setRequestHeader(name: string, value: string): void;
}

/** One field of a form, without what is in it. What a hook changes before the login form is drawn counts. */
export interface FormField {
  /** `string`, `password`, or `option` for a choice. */
  type: string;
  readonly name: string;
  /** What stands at the field. */
  display: string;
  /** Separated by `|`. */
  rules: string;
  placeholder?: string;
  /** `w` for what is never shown again. */
  readonly permission: 'r' | 'w';
  /** What can be chosen. */
  readonly options: readonly { readonly value: string; readonly text: string }[] | null;
}
export type FormSchema = FormField[];

/** A page's own words for a rule: `required`, or `required#emailid` for one field. `%s` is the field's label. */
export interface ValidationWords {
  readonly rule: string;
  readonly message: string;
}

/** All words of a page's own, by the names of the original's locale object. */
export interface Words {
  readonly labels: Readonly<Record<string, string>>;
  readonly placeholders: Readonly<Record<string, string>>;
  readonly buttonsName: Readonly<Record<string, string>>;
  readonly validationMessages: readonly ValidationWords[];
  readonly errorMessages: readonly ErrorWords[];
}

/** The hooks of one interface. What is called changes the words at once, on what is shown as well. */
export class Hooks {
  readonly #listeners = new Map<string, ((...args: never[]) => void)[]>();
  #words: Words = {
    labels: {},
    placeholders: {},
    buttonsName: {},
    validationMessages: [],
    errorMessages: [],
  };
  readonly #onWords: () => void;

  constructor(onWords: () => void) {
    this.#onWords = onWords;
  }

  get words(): Words {
    return this.#words;
  }

  /** Has a function called when something happens. A name that is not known is taken, and never called. */
  register<Name extends HookName>(name: Name, listener: HookEvents[Name]): void;
  register(name: string, listener: (...args: never[]) => void): void;
  register(name: string, listener: (...args: never[]) => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  /** Sets something: words, a language. A name that is not known changes nothing. */
  call(name: string, given: unknown): void {
    const change = CALLS[name]?.(given, this.#words);
    if (!change) return;
    this.#words = { ...this.#words, ...change };
    this.#onWords();
  }

  /** @internal A hook that fails is the page's to repair, and stops nothing here. */
  tell<Name extends HookName>(name: Name, ...args: Parameters<HookEvents[Name]>): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as (...given: unknown[]) => void)(...args);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

type Change = (given: unknown, words: Words) => Partial<Words> | undefined;

const CALLS: Readonly<Record<string, Change>> = {
  customizeFormLabel: (given, { labels }) => ({ labels: { ...labels, ...texts(given) } }),
  customizeFormPlaceholder: (given, { placeholders }) => ({
    placeholders: { ...placeholders, ...texts(given) },
  }),
  setButtonsName: (given, { buttonsName }) => ({ buttonsName: { ...buttonsName, ...texts(given) } }),
  mapErrorMessages: (given, { errorMessages }) => ({
    errorMessages: [...list<ErrorWords>(given), ...errorMessages],
  }),
  mapValidationMessages: (given, { validationMessages }) => ({
    validationMessages: [...list<ValidationWords>(given), ...validationMessages],
  }),
  setLocaleBasedInfo(given) {
    if (typeof given !== 'object' || given === null) return undefined;
    const locale = given as Partial<Record<keyof Words, unknown>>;
    // Another language: what is not in it is as it is without any.
    return {
      labels: texts(locale.labels),
      placeholders: texts(locale.placeholders),
      buttonsName: texts(locale.buttonsName),
      validationMessages: list(locale.validationMessages),
      errorMessages: list(locale.errorMessages),
    };
  },
};

function texts(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  const entries: [string, unknown][] = Object.entries(given);
  return Object.fromEntries(
    entries
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([name, text]) => [name.toLowerCase(), text]),
  );
}

/** One or several: the newest first, so that it is found first. */
function list<Entry>(given: unknown): Entry[] {
  const entries: unknown[] = Array.isArray(given) ? given : [given];
  return entries.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
}
