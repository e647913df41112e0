/** The code field, as it is shown at first. */
export const code = {
  codeLabel: 'Code',
  codeHint: 'Enter the {length}-digit code',
  codeHintCharacters: 'Enter the {length}-character code',
};
