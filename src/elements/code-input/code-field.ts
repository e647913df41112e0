import type { CodeRules } from '../../core/code.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { latePart } from '../late-part.js';

/** What the code field is to the part of it that is loaded when somebody comes. */
export interface CodeField {
  text: (key: TextKey, values?: TextValues) => string;
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
  /** A text was refused, or a part of it; with why. */
  refused: (notice: string) => void;
  /** What is wrong with a code that is not whole. */
  complaint: () => string;
  /** The browser found the input invalid, or its form was reset. */
  judged: (invalid: boolean) => void;
}

/** The part of the field that takes what people do. Offline the field takes plain codes. */
export const codeLate = latePart(() => import('./late/index.js'));
