import type { Callbacks } from './callbacks.js';
import type { HeadlessApi } from './headless.js';
import type { Hooks } from './hooks.js';
import type { Lists } from './lists.js';
import type { CommonOptions, InterfaceOptions } from './options.js';
import type { SessionData } from './session.js';

/** What `init` takes besides the action (contract C.1). */
export interface FormOptions extends Callbacks {
  /** Where the form goes: an id, a class, or the element itself. What is in it goes. */
  readonly container: string | Element;
  /** Before the ids and classes of this form, in place of `loginradius-`: there may be two of a kind on one page. */
  readonly classPrefix?: string | undefined;
}

/** What the members that answer at once share with those that answer later. */
export interface Parts {
  readonly given: CommonOptions;
  readonly hooks: Hooks;
  readonly lists: Lists;
  readonly session: SessionData;
  readonly warn: (text: string) => void;
  options: InterfaceOptions;
  /** The page's words are others now. Set by the rest. */
  onWords: () => void;
}

/** The members of the interface that show forms, or make calls. */
export interface Rest {
  readonly init: (action: string, form: Partial<FormOptions>) => void;
  readonly api: HeadlessApi;
  /** The tenant's settings as they came, asked for once. Nothing where they cannot be had. */
  readonly configuration: () => Promise<object | undefined>;
}
