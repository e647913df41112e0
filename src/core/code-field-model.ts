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
  // A dead key sends its accent along with the digit: the digit is what was meant. More than one is a text, not a key.
  if (rejected && !(typed && piece.length === 1)) return { start, end, notice: 'rejected' };
  if (!piece) return { start, end };
  const until = typed && start === end ? Math.min(start + piece.length, value.length) : end;
  if (value.length - (until - start) + piece.length > rules.length) return { start, end, notice: 'too-long' };
  return { start, end: until, text: piece, ...(rejected && { notice: 'rejected' }) };
}

/** What is in the field after somebody changed it, and why it is not what they put there. */
export interface TakenCode {
  readonly value: string;
  readonly notice?: CodeNotice;
}

/**
 * What becomes of a text that is in the input already: filled in, composed, written by a script. A text that is no
 * code leaves the field as it was before. `typed` is what comes by keys, with the caret behind it.
 */
export function takeText(
  text: string,
  before: string,
  caret: number,
  rules: CodeRules,
  typed: boolean,
): TakenCode {
  const code = extractCode(text, rules);
  if (code) return { value: code };
  const { value, rejected } = normalizeCode(text, rules);
  if (rejected && !(typed && value && value.length <= before.length + 1))
    return { value: before, notice: 'rejected' };
  // Before the characters that were there already: goes over them, as typing does.
  const fitting = value.slice(0, caret) + value.slice(caret + Math.max(0, value.length - rules.length));
  if (fitting.length > rules.length) return { value: before, notice: 'too-long' };
  return { value: fitting, ...(rejected && { notice: 'rejected' }) };
}

/** The code in a text, or as much of one as there is. What is no code, and what is too long for one, is nothing. */
export function readCode(text: string, rules: CodeRules): string {
  if (!text) return '';
  const { value, rejected, tooLong } = normalizeCode(text, rules);
  return extractCode(text, rules) ?? (tooLong || (rejected && value.length === rules.length) ? '' : value);
}

/** Whether nothing but a code, or a part of one, is in a text. */
export function isCodeText(text: string, rules: CodeRules): boolean {
  const { rejected, tooLong } = normalizeCode(text, rules);
  return !(rejected || tooLong) || extractCode(text, rules) !== undefined;
}
