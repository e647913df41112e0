import type { CodeRules } from '../../core/code.js';
import { insertText, type CodeEdit, type CodeNotice } from '../../core/code-field-model.js';
import { editInput, isOwnEdit } from '../light-input/edit-input.js';

/**
 * Changes what somebody types or pastes before the browser puts it in, where it is no code as it stands. Says why a
 * text was not taken.
 */
export function takeOver(
  input: HTMLInputElement,
  event: InputEvent,
  rules: CodeRules,
): CodeNotice | undefined {
  const { inputType } = event;
  if (isOwnEdit() || event.isComposing || !event.cancelable || input.readOnly) return undefined;
  const { value, selectionStart, selectionEnd } = input;
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  let edit: CodeEdit;
  if (/^delete(Word|SoftLine|HardLine)Back/.test(inputType)) edit = { start: 0, end: value.length, text: '' };
  else if (/^insert(?!.*(Break|Compo))/.test(inputType)) {
    edit = insertText({ value, start, end }, text, rules, inputType === 'insertText');
    // What the browser would do by itself is left to it.
    if (edit.text === text && edit.start === start && edit.end === end) return undefined;
  } else return undefined;
  event.preventDefault();
  if (edit.text !== undefined && (edit.text || edit.end)) editInput(input, edit.start, edit.end, edit.text);
  return edit.notice;
}
