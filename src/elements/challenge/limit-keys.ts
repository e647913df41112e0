/** What is said of a passkey that the person has, and that is not offered to them. */
export const LIMIT_KEYS = { browser: 'challengeNoPasskeyBrowser', page: 'challengeNoPasskeyPage' } as const;
