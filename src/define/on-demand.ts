import { MfaFlowElement } from '../elements/mfa-flow-element.js';

/**
 * Registers the larger elements when one of them comes to the page: most pages have none, and pay for none. It sees the
 * document; what lies in a page's own shadow roots is registered by {@link defineElement}.
 */
const LOADERS: Record<string, () => Promise<unknown>> = {
  'mfa-challenge': () => import('./mfa-challenge.js'),
  'mfa-recovery-codes': () => import('./mfa-recovery-codes.js'),
  'mfa-security-questions': () => import('./mfa-security-questions.js'),
  'mfa-settings': () => import('./mfa-settings.js'),
};

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

function defineWhatIsThere(): void {
  for (const tag of Object.keys(LOADERS)) {
    if (document.querySelector(tag)) defineElement(tag).catch(() => undefined);
  }
}

/** Starts to look, where there is a document. What elements need inside of themselves, they ask for. */
export function defineOnDemand(): void {
  MfaFlowElement.defineOther = defineElement;
  if (typeof document === 'undefined') return;
  defineWhatIsThere();
  new MutationObserver(defineWhatIsThere).observe(document, { childList: true, subtree: true });
}
