import { MfaFlowElement } from '../elements/mfa-flow-element.js';

/** The tags that most pages never show. Each is one file, loaded when an element asks for it or one is on the page. */
const LOADERS: Record<string, () => Promise<unknown>> = {
  'mfa-challenge': () => import('./mfa-challenge.js'),
  'mfa-confirm': () => import('./mfa-confirm.js'),
  'mfa-passkey': () => import('./mfa-passkey.js'),
  // With the library and its data: no page without a phone field pays for them.
  'mfa-phone-input': () => import('./mfa-phone-input.js'),
  'mfa-proof': () => import('./mfa-proof.js'),
  'mfa-push': () => import('./mfa-push.js'),
  'mfa-push-enroll': () => import('./mfa-push-enroll.js'),
  'mfa-recovery-codes': () => import('./mfa-recovery-codes.js'),
  'mfa-security-questions': () => import('./mfa-security-questions.js'),
  'mfa-settings': () => import('./mfa-settings.js'),
  // Comes with the account page: a file of its own would cost every other page.
  'mfa-trusted-devices': () => import('./mfa-settings.js'),
};

export const lazyTags: readonly string[] = Object.keys(LOADERS);

const loading = new Map<string, Promise<unknown> | undefined>();

/** Registers one of our tags, wherever it is to be used. Rejects where its code cannot be loaded. */
export async function defineElement(tag: string): Promise<void> {
  if (customElements.get(tag)) return;
  if (!loading.has(tag)) loading.set(tag, LOADERS[tag]?.());
  try {
    await loading.get(tag);
  } finally {
    // Where the connection was lost, the next one that comes tries again.
    loading.delete(tag);
  }
}

// Whoever may ask for a proof needs nothing registered by hand.
MfaFlowElement.defineOther = defineElement;
