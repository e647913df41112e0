import type { CodeRules } from '../../../core/code.js';
import type { CodeNotice } from '../../../core/code-field-model.js';
import type { TextKey, TextValues } from '../../../locales/texts.js';

/** Why a text was not taken. */
export function noticeText(
  text: (key: TextKey, values?: TextValues) => string,
  notice: CodeNotice,
  { length, alphabet }: CodeRules,
): string {
  if (notice === 'too-long') return text('codeTooLong', { length });
  return text(alphabet === 'alphanumeric' ? 'codeOnlyLettersAndDigits' : 'codeOnlyDigits');
}
