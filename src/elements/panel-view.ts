import { html, nothing, type TemplateResult } from 'lit';
import type { MfaClient } from '../core/client.js';
import type { Panel } from '../flows/panels.js';
import { EXPORTED_PARTS } from './exported-parts.js';
import type { Part } from './part.js';

export interface PanelView {
  panel: Panel;
  client: MfaClient;
  /** Tells the panels of one element apart. */
  id: string;
  /** What goes into the code field's place. */
  slot: Part;
  /** Of the titles inside. */
  headingLevel: number;
}

/** What a person acts on in a panel: each element on the flow that is held for it. */
export function renderPanel({ panel, client, id, slot, headingLevel }: PanelView): TemplateResult {
  switch (panel.type) {
    case 'code':
    case 'totp':
      return html`${
          panel.type === 'code' && panel.request
            ? html`<mfa-otp-request
                exportparts=${EXPORTED_PARTS}
                id="ask-${id}"
                for="code-${id}"
                .flow=${panel.request}
                .client=${client}
                .deviceType=${panel.channel}
                .destinations=${panel.known}
              ></mfa-otp-request>`
            : nothing
        }<mfa-otp-verify
          exportparts=${EXPORTED_PARTS}
          id="code-${id}"
          .flow=${panel.verify}
          .client=${client}
          .deviceType=${panel.type === 'code' ? panel.channel : 'totp'}
          >${slot}</mfa-otp-verify
        >`;
    case 'recovery-code':
      return html`<mfa-otp-verify
        exportparts=${EXPORTED_PARTS}
        id="code-${id}"
        recovery
        .flow=${panel.verify}
        .client=${client}
      ></mfa-otp-verify>`;
    case 'questions':
      return html`<mfa-security-questions
        exportparts=${EXPORTED_PARTS}
        mode=${panel.mode}
        .flow=${panel.questions}
        .client=${client}
        .headingLevel=${headingLevel}
      ></mfa-security-questions>`;
    case 'passkey':
      return html`<mfa-passkey
        exportparts=${EXPORTED_PARTS}
        mode=${panel.mode}
        .flow=${panel.passkey}
        .client=${client}
      ></mfa-passkey>`;
    case 'push':
      return html`<mfa-push exportparts=${EXPORTED_PARTS} .flow=${panel.push} .client=${client}></mfa-push>`;
    case 'push-pairing':
      return html`<mfa-push-enroll
        exportparts=${EXPORTED_PARTS}
        .flow=${panel.enroll}
        .client=${client}
        .headingLevel=${headingLevel}
      ></mfa-push-enroll>`;
    case 'pairing':
      return html`<mfa-totp-enroll
        exportparts=${EXPORTED_PARTS}
        .flow=${panel.enroll}
        .client=${client}
        .headingLevel=${headingLevel}
        >${slot}</mfa-totp-enroll
      >`;
  }
}

/** An element in a panel, as far as whoever shows it has to know. */
export type PanelElement = HTMLElement & {
  readonly status?: string;
  readonly updateComplete?: Promise<unknown>;
};

/** What the person acts on first in a panel. */
export function actorIn(panel: Element | null): PanelElement | null {
  if (!panel) return null;
  const verify = panel.querySelector<PanelElement>('mfa-otp-verify');
  if (verify?.status === 'idle') return panel.querySelector<PanelElement>('mfa-otp-request') ?? verify;
  return (
    verify ??
    panel.querySelector<PanelElement>(
      'mfa-totp-enroll, mfa-security-questions, mfa-passkey, mfa-push, mfa-push-enroll',
    )
  );
}
