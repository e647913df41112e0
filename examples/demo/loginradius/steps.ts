/** The pages of the pretend site in front of LoginRadius. */
export type Step = 'password' | 'second-step' | 'account';

/** What the address bar shows, and one sentence on what the page has to do. */
export const STEP_FACTS: Record<Step, { path: string; note: string }> = {
  password: {
    path: '/sign-in',
    note: 'The page itself asks LoginRadius about the password. What that answers goes to `mfa-challenge` as it is.',
  },
  'second-step': {
    path: '/sign-in/second-step',
    note: '`login`, a property, takes the answer to the password. On `mfa-challenge-completed`, `verification` holds the session.',
  },
  account: {
    path: '/account',
    note: '`accessToken`, a property of `mfa-config`, is the session. It goes into a header, and never into an address.',
  },
};
