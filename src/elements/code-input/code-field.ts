import type * as LateModule from './late/index.js';
import type { CodeRules } from '../../core/code.js';
import type { CodeNotice } from '../../core/code-field-model.js';

/** What the code field is to the part of it that is loaded when somebody comes. */
export interface CodeField {
  /** The shape of the code. */
  rules: () => CodeRules;
  input: () => HTMLInputElement | undefined;
  /** The code as it was when it last changed. */
  last: () => string;
  /** Takes a code from the page, without an event. */
  set: (text: string) => void;
  /** The value may be another one. */
  changed: (code: string, byPerson: boolean) => void;
  /** The selection or the focus may be another one. */
  paint: () => void;
  /** A text was refused, or a part of it. */
  refused: (notice: CodeNotice) => void;
  /** What is wrong with a code that is not whole. */
  complaint: () => string;
  /** The browser found the input invalid, or its form was reset. */
  judged: (invalid: boolean) => void;
}

type Late = typeof LateModule;

let loading: Promise<Late> | undefined;
/** The late part, once it is there: code, the same for all fields. */
export let late: Late | undefined;

/** Loads it. Nothing comes of it offline: the field then takes plain codes. */
export async function loadLate(): Promise<Late | undefined> {
  try {
    return (late = await (loading ??= import('./late/index.js')));
  } catch {
    return (loading = undefined);
  }
}
