import { editInput, isOwnEdit } from '../light-input/edit-input.js';
import { formatWhileTyping, formatWhole, type CaretText } from './format-phone.js';
import type { CountryCode } from './phone-data.js';
import { countryNamed, cleanPhone, isPlain, readPhone } from './read-phone.js';

/**
 * Does what somebody types, pastes or deletes in the browser's stead where the number is then written in another way:
 * the caret stays by its digit, and it can be undone. Says whether it did.
 */
export function takeEdit(
  input: HTMLInputElement,
  event: InputEvent,
  country: CountryCode | undefined,
): boolean {
  if (isOwnEdit() || event.isComposing || !event.cancelable || input.readOnly) return false;
  const next = edited(input, event);
  if (!next) return false;
  const isWhole = event.inputType === 'insertFromPaste' && next.text.trim() === pastedText(event).trim();
  const written = isWhole ? pasted(next.text, country) : typed(next, country);
  if (written.text === next.text && written.caret === next.caret && !next.isOurs) return false;
  event.preventDefault();
  rewrite(input, written);
  return true;
}

/** A number that came as a whole: by a paste over everything, or filled in. */
export function pasted(text: string, country: CountryCode | undefined): CaretText {
  if (!readPhone(text, country).value) return typed({ text, caret: text.length }, country);
  const written = formatWhole(text, country);
  return { text: written, caret: written.length };
}

/** A number that is being typed, in the country that it names itself, or the chosen one. */
export function typed(next: CaretText, country: CountryCode | undefined): CaretText {
  return formatWhileTyping(next, countryNamed(cleanPhone(next.text), country) ?? country);
}

interface Edited extends CaretText {
  /** The browser would not do the same. */
  readonly isOurs: boolean;
}

/** What the text will be; nothing for what the browser does better. */
function edited(
  { value, selectionStart, selectionEnd }: HTMLInputElement,
  event: InputEvent,
): Edited | undefined {
  const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  const { inputType } = event;
  if (inputType === 'insertText' || inputType === 'insertFromPaste') {
    const text =
      (inputType === 'insertText' ? event.data : pastedText(event))?.replace(/[\r\n]+/g, ' ') ?? '';
    return text ? splice(value, start, end, text, false) : undefined;
  }
  if (!/^deleteContent(Back|For)ward$/.test(inputType) || !isPlain(value)) return undefined;
  if (start !== end) return splice(value, start, end, '', false);
  // What stands between digits is not the person's: the digit beyond it goes.
  if (inputType === 'deleteContentBackward') {
    const kept = value.slice(0, start).replace(/[\d+]?[^\d+]*$/, '');
    return kept.length < start ? splice(value, kept.length, start, '', start - kept.length > 1) : undefined;
  }
  const kept = value.slice(start).replace(/^[^\d+]*[\d+]?/, '');
  const upTo = value.length - kept.length;
  return upTo > start ? splice(value, start, upTo, '', upTo - start > 1) : undefined;
}

function splice(value: string, start: number, end: number, text: string, isOurs: boolean): Edited {
  return { text: value.slice(0, start) + text + value.slice(end), caret: start + text.length, isOurs };
}

function pastedText(event: InputEvent): string {
  return event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
}

/** Touches only what is another than before, so that one step back undoes one key. */
function rewrite(input: HTMLInputElement, { text, caret }: CaretText): void {
  const { value } = input;
  let start = 0;
  while (start < Math.min(value.length, text.length) && value[start] === text[start]) start++;
  let tail = 0;
  const most = Math.min(value.length, text.length) - start;
  while (tail < most && value[value.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  if (value !== text) editInput(input, start, value.length - tail, text.slice(start, text.length - tail));
  input.setSelectionRange(caret, caret);
}
