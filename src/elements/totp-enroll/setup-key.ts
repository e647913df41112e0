import { html, nothing, type TemplateResult } from 'lit';
import type { OtpauthKey } from '../../core/otpauth.js';
import type { TextKey, TextOf } from '../../locales/texts.js';
import { button } from '../button.js';

const GROUP = /.{1,4}/g;

export interface SetupKeyView {
  text: TextOf;
  key: OtpauthKey;
  /** What came of copying. */
  note: TextKey | undefined;
  /** Opening the app is the main way here. */
  openFirst: boolean;
  copy: () => void;
  openApp: () => void;
}

/**
 * The key to type or paste into an app. What is shown is one word, grouped by CSS alone, so that it is selected with
 * one click and copied without spaces. What is read aloud is spelled. Both are text: no attribute holds the key.
 */
export function renderSetupKey({ text, key, note, openFirst, copy, openApp }: SetupKeyView): TemplateResult {
  const groups = key.secret.match(GROUP) ?? [];
  const facts = { algorithm: 'SHA1', digits: 6, period: 30, ...key };
  return html`<div part="key" class="key">
    <p part="label" class="key-label">${text('totpKeyLabel')}</p>
    <p class="visually-hidden spelled">${groups.map((group) => group.replace(/\B/g, ' ')).join(', ')}</p>
    <code part="secret" translate="no" aria-hidden="true"
      >${groups.map((group) => html`<span>${group}</span><wbr />`)}</code
    >
    <p part="hint" class="hint">
      ${text('totpKeyFacts', { algorithm: facts.algorithm, digits: facts.digits, period: facts.period })}
    </p>
    <div class="row buttons">
      ${button({ part: 'open-app', kind: openFirst ? 'primary' : 'secondary', label: text('totpOpenApp'), onClick: openApp })}
      ${button({ part: 'copy', kind: 'secondary', icon: 'copy', label: text('totpCopy'), onClick: copy })}
      ${note ? html`<span part="copy-note" class=${note === 'totpCopied' ? 'good' : 'hint'}>${text(note)}</span>` : nothing}
    </div>
  </div>`;
}

/** Copies, or selects the text for the person to copy where the browser does not let us. Resolves to what to say. */
export async function copyOrSelect(secret: string, shown: Element | null): Promise<TextKey> {
  try {
    await navigator.clipboard.writeText(secret);
    return 'totpCopied';
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return 'totpCopyByHand';
  }
}
