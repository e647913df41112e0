import type { ErrorWords, FormSchema, Lists, OwnTexts, ValidationWords } from './lists.js';

/** What a page registers for, by the original's names (contracts C.5, C.9.2). */
export interface HookEvents {
  beforeInit: (action: string) => void;
  beforeFormRender: (name: string, schema: FormSchema) => void;
  afterFormRender: (
    name: string,
    container: string | Element,
    classPrefix: string,
    formElement: Element,
  ) => void;
  /** A form was sent that is not filled in well. */
  afterValidation: (name: string) => void;
  /** A form was sent. */
  eventCalls: (name: string, classPrefix: string) => void;
  /** `body` is what goes to the service, without what is secret in it. */
  startProcess: (action: string, body: object | '') => void;
  modifyXhrRequest: (action: string, request: HookRequest, url: string) => void;
  xhrEndWithSuccess: (action: string) => void;
  xhrEndWithError: (action: string) => void;
  /** Comes after the callbacks. */
  endProcess: (action: string) => void;
}

export type HookName = keyof HookEvents;

/** What is left of the `xhr` of the original: its headers. */
export interface HookRequest {
  setRequestHeader(name: string, value: string): void;
}

type Listener = (...args: unknown[]) => void;

/** The hooks of one interface. What is called changes the words at once, on what is shown as well. */
export class Hooks {
  /** Who listens, by the name: those of the page, and what is behind each name that can be called. */
  readonly hooks = Object.create(null) as Record<string, Listener[]>;

  constructor(lists: Lists, onWords: () => void) {
    for (const [name, change] of Object.entries(CALLS))
      this.register(name, (given: unknown) => {
        change(lists, given);
        onWords();
      });
  }

  /**
   * Has a function called when something happens, or when the page calls the name itself. A name that is not known is
   * taken.
   *
   * @param priority - Where in the list, if that many are there already. Default: at its end.
   */
  register<Name extends HookName>(name: Name, listener: HookEvents[Name], priority?: number): void;
  register(name: string, listener: (...args: never[]) => void, priority?: number): void;
  register(name: string, listener: (...args: never[]) => void, priority?: number): void {
    const list = (this.hooks[name] ??= []);
    const isPlace = Number.isInteger(priority) && list.length > Number(priority) + 1;
    list.splice(isPlace ? Number(priority) : list.length, 0, listener as Listener);
  }

  /** Calls all that are registered for a name: what sets words, a language; the page's own. */
  call(name: string, ...args: unknown[]): void {
    for (const listener of [...(this.hooks[name] ?? [])]) {
      try {
        listener(...args);
      } catch (error) {
        // The page's to repair, and it stops nothing here.
        reportError(error);
      }
    }
  }

  /** @internal The same, for what happens here. */
  tell<Name extends HookName>(name: Name, ...args: Parameters<HookEvents[Name]>): void {
    this.call(name, ...args);
  }
}

const CALLS: Readonly<Record<string, (lists: Lists, given: unknown) => void>> = {
  customizeFormLabel: ({ formCustomLabel }, given) => Object.assign(formCustomLabel, textsOf(given)),
  customizeFormPlaceholder: ({ formPlaceholder }, given) => Object.assign(formPlaceholder, textsOf(given)),
  setButtonsName: ({ buttonsName }, given) => Object.assign(buttonsName, inLowerCase(given)),
  mapErrorMessages: ({ errorMessages }, given) => errorMessages.push(...listOf<ErrorWords>(given)),
  mapValidationMessages: ({ validationMessages }, given) =>
    validationMessages.push(...listOf<ValidationWords>(given)),
  // Another language: of what it has, nothing is left of the one before.
  setLocaleBasedInfo(lists, given) {
    const { labels, placeholders, buttonsName, validationMessages, errorMessages } = (given ?? {}) as Record<
      string,
      unknown
    >;
    if (labels) lists.formCustomLabel = textsOf(labels);
    if (placeholders) lists.formPlaceholder = textsOf(placeholders);
    if (buttonsName) lists.buttonsName = inLowerCase(buttonsName);
    if (validationMessages) lists.validationMessages = listOf(validationMessages);
    if (errorMessages) lists.errorMessages = listOf(errorMessages);
  },
};

function textsOf(given: unknown): OwnTexts {
  if (typeof given !== 'object' || given === null) return {};
  const entries: [string, unknown][] = Object.entries(given);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function inLowerCase(given: unknown): OwnTexts {
  return Object.fromEntries(Object.entries(textsOf(given)).map(([name, text]) => [name.toLowerCase(), text]));
}

/** One or several. */
function listOf<Entry>(given: unknown): Entry[] {
  const entries: unknown[] = Array.isArray(given) ? given : [given];
  return entries.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
}
