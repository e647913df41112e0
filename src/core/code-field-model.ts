import { extractCode } from './code-message.js';
import { normalizeCode, type CodeRules } from './code.js';

/** What is in the field, and what of it is selected. */
export interface CodeFieldState {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Why a text was not taken, or not all of it. */
export type CodeNotice = 'rejected' | 'too-long';

/** Replace `start` to `end` by `text`. Without `text` nothing changes. */
export interface CodeEdit {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly notice?: CodeNotice;
}

/**
 * What becomes of a text that is typed or pasted. A whole code takes the place of everything. A part goes in at the
 * selection and, when typed, over the characters that are there; when pasted, it must fit.
 */
export function insertText(state: CodeFieldState, text: string, rules: CodeRules, typed: boolean): CodeEdit {
  const { value, start, end } = state;
  const code = extractCode(text, rules);
  if (code) return { start: 0, end: value.length, text: code };
  const { value: piece, rejected } = normalizeCode(text, rules);
  // A dead key sends its accent along with the digit: the digit is what was meant.
  if (rejected && !(typed && piece)) return { start, end, notice: 'rejected' };
  if (!piece) return { start, end };
  const until = typed && start === end ? Math.min(start + piece.length, value.length) : end;
  if (value.length - (until - start) + piece.length > rules.length) return { start, end, notice: 'too-long' };
  return { start, end: until, text: piece, ...(rejected && { notice: 'rejected' }) };
}

/** The value after an edit. */
export function applyEdit(value: string, { start, end, text }: CodeEdit): string {
  return text === undefined ? value : value.slice(0, start) + text + value.slice(end);
}
