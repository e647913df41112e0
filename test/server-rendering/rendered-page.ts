/** A page as a server writes it: every element with its declarative shadow root, by a renderer in Node. */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';
import '../../src/define/all.js';
import '../../src/define/mfa-phone-input.js';
import '../../src/define/mfa-proof.js';
import { screenOf } from './screens.js';

export async function renderedMarkup(template: TemplateResult): Promise<string> {
  return collectResult(render(template));
}

/** Keeps all that is complained about, from the first moment on; that these are Lit's development builds is known. */
const LISTENER = `<script>
  window.litIssuedWarnings = new Set(['dev-mode']);
  const complaints = (window.complaints = []);
  for (const level of ['warn', 'error']) console[level] = (...words) => complaints.push(words.join(' '));
  addEventListener('error', ({ message }) => complaints.push(message));
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
</script>`;

/** What a page is about. */
export interface PageOptions {
  /** The name of a screen. */
  screen: string;
  endpoint: string;
  /** Where its script lies. */
  script: string;
}

/** The page of a screen, with the script that goes with it. */
export async function screenPage({ screen, endpoint, script }: PageOptions): Promise<string> {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${screen}</title>${LISTENER}
    <main>${await renderedMarkup(screenOf(screen, endpoint))}</main>
    <script type="module" src="${script}"></script></html>`;
}
