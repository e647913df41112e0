import type { PhoneScreen } from './phone.js';

/** The pages of the pretend site. */
export const STEPS = ['password', 'message', 'app', 'account', 'pair'] as const;
export type Step = (typeof STEPS)[number];

interface StepFacts {
  /** What the address bar of the pretend site shows. */
  path: string;
  /** One sentence on what the page has to do in this step. */
  note: string;
}

export const STEP_FACTS: Record<Step, StepFacts> = {
  password: {
    path: '/sign-in',
    note: 'The password is the site’s own affair. The elements come in with one script, for the step after it.',
  },
  message: {
    path: '/sign-in/code',
    note: '`for` names the element that takes over when the code is on its way. On `mfa-otp-verified`, the site goes on.',
  },
  app: {
    path: '/sign-in/app',
    note: 'No request, no expiry, no resend: the app makes the codes by itself.',
  },
  account: {
    path: '/account',
    note: 'Nothing here asks for a factor. The list comes from the same client that the elements use.',
  },
  pair: {
    path: '/account/pair',
    note: 'The QR code is drawn in the page. The key is in no attribute, event, log or storage.',
  },
};

/** The phone follows the site to the app that the step is about. */
export function screenAt(step: Step): PhoneScreen {
  return step === 'app' || step === 'pair' ? 'authenticator' : 'messages';
}
