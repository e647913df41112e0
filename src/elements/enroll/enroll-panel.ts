import { html, type TemplateResult } from 'lit';
import { destinationClient } from '../../core/destination-client.js';
import type { FactorKind, KnownDestination, MfaClient, Verification } from '../../core/client.js';

export interface EnrollPanelOptions {
  kind: FactorKind;
  client: MfaClient;
  /** Where it can be set up without typing. */
  known: readonly KnownDestination[] | undefined;
  /** Tells the panels of one element apart. */
  id: string;
  /** What goes into the code field's place. */
  slot: TemplateResult;
  /** How apps show the account. */
  issuer: string | undefined;
  accountLabel: string | undefined;
  onDone: (verification: Verification | undefined) => void;
}

type Finished = Element & { readonly verification?: Verification };

const adapters = new WeakMap<MfaClient, MfaClient>();

/** Sets up one kind of factor, with the elements that are made for it. */
export function renderEnrollPanel(options: EnrollPanelOptions): TemplateResult {
  const { kind, client, known, id, slot, issuer, accountLabel, onDone } = options;
  const done = (event: Event): void => onDone((event.currentTarget as Finished).verification);
  if (kind === 'totp')
    return html`<mfa-totp-enroll
      .client=${client}
      .issuer=${issuer}
      .accountLabel=${accountLabel}
      @mfa-totp-enrolled=${done}
      >${slot}</mfa-totp-enroll
    >`;
  if (kind === 'security-questions')
    return html`<mfa-security-questions
      mode="set"
      .client=${client}
      @mfa-security-questions-saved=${done}
    ></mfa-security-questions>`;
  const adapter = adapters.get(client) ?? destinationClient(client);
  adapters.set(client, adapter);
  return html`<mfa-otp-request
      id="ask-${id}"
      for="code-${id}"
      .deviceType=${kind}
      .destinations=${known?.filter(({ channel }) => channel === kind)}
      .client=${adapter}
    ></mfa-otp-request>
    <mfa-otp-verify id="code-${id}" .deviceType=${kind} .client=${adapter} @mfa-otp-verified=${done}
      >${slot}</mfa-otp-verify
    >`;
}
