/** The field for a recovery code. */
export const recoveryField = {
  recoveryLabel: 'Recovery code',
  recoveryHint: 'One of the codes that you saved when you set this up. Each works once.',
  recoveryMissing: 'Enter one of your recovery codes.',
};
