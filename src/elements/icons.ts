import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { FactorKind } from '../core/client.js';

/** Drawn for this kit, in lines, on 24 by 24. */
const PATHS = {
  alert: svg`<path d="M12 7.5v5.5m0 3.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z"/>`,
  app: svg`<path d="M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5ZM11 18.5h2"/>`,
  call: svg`<path d="M6 3.5h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 5 1.5v3a2.5 2.5 0 0 1-2.5 2.5A15 15 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5Z"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  clock: svg`<path d="M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z"/>`,
  copy: svg`<path d="M9 9h11v11H9ZM5.5 15H4V4h11v1.5"/>`,
  device: svg`<path d="M5 5h14v10H5ZM2.5 19h19"/>`,
  download: svg`<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15"/>`,
  key: svg`<path d="M12 16a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm-1.2-2.8L20 4m-4.5 4.5 3 3"/>`,
  list: svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.01m0 5.49v.01m0 5.49v.01"/>`,
  mail: svg`<path d="M3 5.5h18v13H3Zm0 1.5 9 6 9-6"/>`,
  message: svg`<path d="M4 5h16v11h-9l-4.5 4v-4H4Zm4 5.5h8"/>`,
  print: svg`<path d="M7 8.5V4h10v4.5M7 17H4V8.5h16V17h-3M7 14h10v6H7Z"/>`,
  question: svg`<path d="M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2.9-1.2 1.8m0 3v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z"/>`,
  shield: svg`<path d="m12 3 7 2.5V11c0 4.5-3 8-7 10-4-2-7-5.5-7-10V5.5Z"/>`,
} satisfies Record<string, SVGTemplateResult>;
export type IconName = keyof typeof PATHS;

const OF_KINDS: Record<FactorKind, IconName> = {
  sms: 'message',
  voice: 'call',
  email: 'mail',
  totp: 'app',
  passkey: 'key',
  'recovery-code': 'list',
  'security-questions': 'question',
  push: 'app',
};

/** An icon, as large as a line of the text around and in its colour. Never the only bearer of a meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg part="icon" class="icon" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}

/** The icon of a kind of factor. */
export function kindIcon(kind: FactorKind): TemplateResult {
  return icon(OF_KINDS[kind]);
}
