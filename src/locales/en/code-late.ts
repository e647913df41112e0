/** What the code field says once somebody is there. */
export const codeLate = {
  codeOnlyDigits: 'The code has digits only.',
  codeOnlyLettersAndDigits: 'The code has letters and digits only.',
  codeTooLong: 'That is too long: the code has {length} characters.',
  codeIncomplete: 'Enter all {length} characters of the code.',
  codeShow: 'Show code',
  codeHide: 'Hide code',
};
