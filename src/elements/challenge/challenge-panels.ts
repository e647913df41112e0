import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MESSAGE_CHANNELS } from '../../core/channels.js';
import type { MfaClient, SecondStep, Verification } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import { renderEnrollPanel } from '../enroll/enroll-panel.js';
import { wayOfChallenge, type Way } from './ways.js';

/** What a panel has in it. */
type Child = HTMLElement & {
  readonly status?: string;
  readonly verification?: Verification;
  readonly updateComplete?: Promise<unknown>;
};

/** A child is in the middle of a call that decides. */
const DECIDING = ['verifying', 'activating', 'submitting'];

export interface PanelsView {
  client: MfaClient;
  step: SecondStep | undefined;
  ways: readonly Way[];
  opened: readonly Way[];
  current: Way | undefined;
  /** Whether the one that is open shows. */
  shown: boolean;
  /** Whether the page has brought a field of its own. */
  hasPageField: boolean;
  issuer?: string | undefined;
  accountLabel?: string | undefined;
  renderRecovery: () => TemplateResult;
  onDone: (verification: Verification | undefined) => void;
  onFailed: (code: MfaErrorCode) => void;
}

/** What belongs to each of the ways that were opened, of which one or none shows. */
export function renderPanels(view: PanelsView): TemplateResult {
  const failed = (event: CustomEvent<{ code: MfaErrorCode }>): void => view.onFailed(event.detail.code);
  return html`${repeat(
    view.opened,
    ({ id }) => id,
    (way) =>
      html`<div
        part="panel"
        id="panel-${way.id}"
        class="stack ${MESSAGE_CHANNELS.some((channel) => channel === way.kind) ? 'asks' : ''}"
        ?hidden=${way !== view.current || !view.shown}
        @mfa-otp-failed=${failed}
        @mfa-totp-enrollment-failed=${failed}
        @mfa-security-questions-failed=${failed}
      >
        ${way.act === 'use' ? renderUse(view, way) : renderEnroll(view, way)}
      </div>`,
  )}`;
}

/** Recovery codes that were made along with an authenticator. */
export function renderCodes(
  { issuer, accountLabel }: Pick<PanelsView, 'issuer' | 'accountLabel'>,
  codes: readonly string[] | undefined,
  onSaved: () => void,
): TemplateResult {
  return html`<mfa-recovery-codes
    part="codes"
    .codes=${codes}
    .issuer=${issuer}
    .accountLabel=${accountLabel}
    @mfa-recovery-codes-acknowledged=${onSaved}
  ></mfa-recovery-codes>`;
}

/** What the person acts on in an open way. */
export function childOf(root: ParentNode, way: Way | undefined): Child | null {
  const panel = way && root.querySelector(`#panel-${way.id}`);
  if (!panel) return null;
  const verify = panel.querySelector<Child>('mfa-otp-verify');
  if (verify?.status === 'idle') return panel.querySelector<Child>('mfa-otp-request') ?? verify;
  return verify ?? panel.querySelector<Child>('mfa-totp-enroll, mfa-security-questions, #recovery');
}

/** Whether its call says by itself if it came in time. */
export function isDeciding(child: Child | null): boolean {
  return DECIDING.includes(child?.status ?? '');
}

/** Gives it the focus, once it can take it. */
export async function focusOn(child: Child | null): Promise<void> {
  await child?.updateComplete;
  child?.focus();
}

function renderEnroll(view: PanelsView, way: Way): TemplateResult {
  const { client, step, issuer, accountLabel, onDone } = view;
  const { kind, id } = way;
  return renderEnrollPanel({
    kind,
    client,
    known: step?.known,
    id,
    slot: slotOf(view, way),
    issuer,
    accountLabel,
    onDone,
  });
}

function renderUse(view: PanelsView, way: Way): TemplateResult {
  const { client, step, ways, onDone } = view;
  const { kind, id, factor, deviceName } = way;
  const done = (event: Event): void => onDone((event.currentTarget as Child).verification);
  if (kind === 'recovery-code') return view.renderRecovery();
  if (kind === 'security-questions')
    return html`<mfa-security-questions
      .client=${client}
      @mfa-security-questions-answered=${done}
    ></mfa-security-questions>`;
  const sent = step && wayOfChallenge(ways, step) === way ? step.challenge : undefined;
  const known = factor?.destination && {
    channel: kind,
    masked: factor.destination,
    ...(deviceName !== undefined && { deviceName }),
  };
  // A code that is on its way needs no asking, unless it can be wanted elsewhere.
  const asks = kind !== 'totp' && (!sent || client.takesDestination === true);
  return html`${
      asks
        ? html`<mfa-otp-request
            id="ask-${id}"
            for="code-${id}"
            .deviceType=${kind}
            .destinations=${known ? [known] : undefined}
            .client=${client}
          ></mfa-otp-request>`
        : nothing
    }<mfa-otp-verify
      id="code-${id}"
      .deviceType=${kind}
      .deviceName=${deviceName}
      .challenge=${sent}
      .client=${client}
      @mfa-otp-verified=${done}
      >${slotOf(view, way)}</mfa-otp-verify
    >`;
}

/** The page's own field goes to the way that is open; otherwise each way has a field of its own. */
function slotOf({ current, hasPageField }: PanelsView, way: Way): TemplateResult {
  return html`<slot name=${way === current && hasPageField ? nothing : way.id}></slot>`;
}
