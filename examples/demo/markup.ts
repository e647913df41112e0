import { html, render, type TemplateResult } from 'lit';
import { copyButton } from './copy-button.js';

const SCRIPT = `<script type="module"\n  src="mfa-elements.js"></script>`;
/** A tag that is longer gets a line for each attribute. */
const LINE_LENGTH = 43;
const EVENTS_KEPT = 4;

const EVENTS = [
  'mfa-otp-sent',
  'mfa-otp-verified',
  'mfa-otp-failed',
  'mfa-otp-expired',
  'mfa-destination-rejected',
  'mfa-totp-enrolled',
  'mfa-totp-enrollment-failed',
  'mfa-challenge-completed',
  'mfa-challenge-failed',
  'mfa-factors-changed',
  'mfa-settings-failed',
  'mfa-recovery-codes-shown',
  'mfa-recovery-codes-acknowledged',
  'mfa-passkey-verified',
  'mfa-passkey-created',
  'mfa-passkey-failed',
  'mfa-security-questions-answered',
  'mfa-security-questions-saved',
  'mfa-security-questions-failed',
  'mfa-trusted-devices-forgotten',
  'mfa-trusted-devices-failed',
] as const;

interface HeardEvent {
  id: number;
  name: string;
  detail: string;
}

/** Shows the tags that make the current step, as they stand in the document, and the events that they fire. */
export class MarkupPanel {
  readonly #root: HTMLElement;
  #note = '';
  #source = SCRIPT;
  #events: HeardEvent[] = [];
  #heard = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    for (const name of EVENTS)
      document.body.addEventListener(name, (event) => this.#hear(name, event.detail ?? {}));
    this.#render();
  }

  /**
   * Reads the tags anew.
   *
   * @param note - One sentence on what the page has to do; what stands between backticks is code.
   * @param page - What the site shows.
   */
  show(note: string, page: Element): void {
    this.#note = note;
    const config = page.querySelector('mfa-config');
    const lines = config ? linesOf(config, '  ') : [];
    this.#source =
      config && lines.length > 0 ? [...openTag(config, ''), ...lines, '</mfa-config>'].join('\n') : SCRIPT;
    this.#render();
  }

  #render(): void {
    render(
      html`<pre class="source" dir="ltr"><code>${highlighted(this.#source)}</code></pre>
        <p class="source-note">${withCode(this.#note)}</p>
        ${copyButton(this.#source, 'Copy markup')}
        <h3 class="events-title">Events</h3>
        ${
          this.#events.length === 0
            ? html`<p class="source-note">None yet. They bubble, and never carry a code.</p>`
            : html`<ol class="events" dir="ltr">
                ${this.#events.map(({ name, detail }) => html`<li><code>${name}</code> <span>${detail}</span></li>`)}
              </ol>`
        }`,
      this.#root,
    );
  }

  #hear(name: string, detail: object): void {
    const words = Object.entries(detail).filter(([, value]) => value !== undefined);
    this.#events = [
      { id: this.#heard++, name, detail: words.map(([key, value]) => `${key}: ${String(value)}`).join(', ') },
      ...this.#events,
    ].slice(0, EVENTS_KEPT);
    this.#render();
  }
}

/** Text with what stands between backticks as code. */
function withCode(text: string): (string | TemplateResult)[] {
  return text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));
}

/** Our tags below an element, without the page's own ones between them. */
function linesOf(parent: Element, indent: string): string[] {
  return [...parent.children].flatMap((child) => {
    if (!child.localName.startsWith('mfa-')) return linesOf(child, indent);
    const inner = linesOf(child, `${indent}  `);
    const tag = openTag(child, indent);
    const end = `</${child.localName}>`;
    const last = tag.at(-1) ?? '';
    if (inner.length > 0) return [...tag, ...inner, indent + end];
    if (tag.length === 1 && (last + end).length <= LINE_LENGTH) return [last + end];
    return [...tag, indent + end];
  });
}

function openTag({ localName, attributes }: Element, indent: string): string[] {
  const words = [...attributes].map(({ name, value }) => (value ? `${name}="${value}"` : name));
  const line = `${indent}<${[localName, ...words].join(' ')}>`;
  if (line.length <= LINE_LENGTH) return [line];
  const rest = words.map((word) => `${indent}  ${word}`);
  return [`${indent}<${localName}`, ...rest.slice(0, -1), `${rest.at(-1) ?? ''}>`];
}

const TOKENS = /(<\/?)([\w-]+)|([\w-]+)(=)("[^"]*")/g;

function highlighted(source: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKENS)) {
    const [all, bracket, tag, name, equals, value] = match;
    parts.push(source.slice(end, match.index));
    parts.push(
      tag
        ? html`${bracket}<span class="t-tag">${tag}</span>`
        : html`<span class="t-name">${name}</span>${equals}<span class="t-value">${value}</span>`,
    );
    end = match.index + all.length;
  }
  return [...parts, source.slice(end)];
}
