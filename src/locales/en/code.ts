/** The code field. */
export const code = {
  codeLabel: 'Code',
  codeHint: 'Enter the {length}-digit code',
  codeHintCharacters: 'Enter the {length}-character code',
  codeOnlyDigits: 'The code has digits only.',
  codeOnlyLettersAndDigits: 'The code has letters and digits only.',
  codeTooLong: 'That is too long: the code has {length} characters.',
  codeIncomplete: 'Enter all {length} digits.',
  codeIncompleteCharacters: 'Enter all {length} characters.',
  codeShow: 'Show code',
  codeHide: 'Hide code',
};
