import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MfaClient } from '../../core/client.js';
import type { ChallengeState } from '../../flows/challenge-state.js';
import type { Way } from '../../flows/ways.js';
import { button } from '../button.js';
import { factorText, kindText } from '../factor-text.js';
import { EXPORTED_PARTS } from '../exported-parts.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { icon, kindIcon } from '../icons.js';
import { renderPanel } from '../panel-view.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderEnded, renderRestart } from '../restart.js';
import { scene, skeleton } from '../scene.js';
import { renderRetry, renderTimeLeft } from '../wait.js';

import { LIMIT_KEYS } from './says.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface ChallengeView extends FlowView {
  state: ChallengeState;
  client: MfaClient | undefined;
  headingLevel: number;
  error: string;
  /** By when a second step has to be set up, in words; or that it has to be now. */
  due: string;
  /** The person has forgotten the answers, and may set them anew. */
  canReset: boolean;
  /** Whether the page has brought a field of its own. */
  hasPageField: boolean;
  /** Whose recovery codes they are, on paper. */
  issuer: string | undefined;
  accountLabel: string | undefined;
  open: (way: Way) => void;
  choose: () => void;
  skip: () => void;
  reset: () => void;
  retry: () => void;
  saved: () => void;
}

const NEAR_MS = 60_000;

export function renderChallenge(view: ChallengeView): TemplateResult {
  return html`<div class="stack">
      ${renderTimer(view)} ${renderLimit(view)} ${renderStatus(view)} ${renderPanels(view)}
      ${view.state.status === 'proving' ? renderProof(view.proof, view.headingLevel) : nothing}
      ${renderCodes(view)} ${renderFooter(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderTimer({ text, state: { expiresAt } }: ChallengeView): Part {
  if (!expiresAt) return nothing;
  // What ends at once is seen beside what ends sooner.
  const isFar = expiresAt.remainingMs > NEAR_MS;
  return html`<p part="timer hint" class="quiet timer ${isFar ? 'far' : ''}">
    ${icon('clock')}<span>${renderTimeLeft(text, 'challengeEndsIn', expiresAt)}</span>
  </p>`;
}

/** Who has a passkey and is not offered it wonders why. */
function renderLimit({ text, state }: ChallengeView): Part {
  const { status, unusablePasskey } = state;
  const isOpen = status === 'choosing' || status === 'answering' || status === 'enrolling';
  if (!unusablePasskey || !isOpen) return nothing;
  return html`<p part="limit hint" class="hint">${text(LIMIT_KEYS[unusablePasskey])}</p>`;
}

function renderStatus(view: ChallengeView): Part {
  const { state, text, error, headingLevel } = view;
  switch (state.status) {
    case 'idle':
    case 'proving':
    case 'saving':
      return nothing;
    case 'loading':
      return skeleton(text('challengeLoading'), 4);
    case 'choosing':
      return renderChooser(view);
    case 'answering':
    case 'enrolling':
      return state.current
        ? html`${heading(headingLevel, { part: 'title', id: 'title', class: 'title' }, titleText(view, state.current.way))}
          ${view.due ? html`<p part="due hint" class="hint">${view.due}</p>` : nothing}`
        : nothing;
    case 'completed':
      return html`<div part="done" id="title" tabindex="-1">
        <slot name="done"
          >${scene('success', html`<p class="lead">${text('challengeDone')}</p>`, 'shield')}</slot
        >
      </div>`;
    case 'skipped':
      return scene(
        'neutral',
        html`<p part="done" id="title" class="lead" tabindex="-1">${text('challengeSkipped')}</p>`,
      );
    case 'unusable':
      return scene(
        'warning',
        html`<p part="error" id="title" class="lead" tabindex="-1">
            ${text(state.unusablePasskey ? LIMIT_KEYS[state.unusablePasskey] : 'challengeUnusable')}
          </p>
          <p part="hint" class="hint">
            ${text(state.unusablePasskey === 'browser' ? 'challengeNoPasskeyWords' : 'challengeUnusableWords')}
          </p>
          ${renderRestart(text, view.restart)}`,
      );
    case 'ended':
      return renderEnded(text, error, view.restart, 'title');
    case 'failed':
      return scene(
        'danger',
        html`<p part="error" class="lead">${error}</p>
          ${renderRetry(text, state.waitUntil, view.retry)}`,
      );
  }
}

/** What belongs to each of the ways that were opened, of which one or none shows. */
function renderPanels(view: ChallengeView): Part {
  const { state, client, hasPageField, headingLevel } = view;
  if (!client) return nothing;
  const isShown = state.status === 'answering' || state.status === 'enrolling';
  return html`${repeat(
    state.opened,
    ({ way }) => way.id,
    (opened) => {
      const { way, panel } = opened;
      // The page's own field goes to the way that is open; otherwise each way has a field of its own.
      const slotName = opened === state.current && hasPageField ? nothing : way.id;
      return html`<div
        part="panel"
        id="panel-${way.id}"
        class="stack ${panel.type === 'code' ? 'asks' : ''}"
        ?hidden=${opened !== state.current || !isShown}
      >
        ${renderPanel({
          panel,
          client,
          id: way.id,
          slot: html`<slot name=${slotName}></slot>`,
          headingLevel: headingLevel + 1,
        })}
      </div>`;
    },
  )}`;
}

/** Recovery codes that were made along with an authenticator. */
function renderCodes({ state, headingLevel, issuer, accountLabel, saved }: ChallengeView): Part {
  if (state.status !== 'saving') return nothing;
  return html`<mfa-recovery-codes
    part="codes"
    exportparts=${EXPORTED_PARTS}
    .codes=${state.recoveryCodes}
    .headingLevel=${headingLevel}
    .issuer=${issuer}
    .accountLabel=${accountLabel}
    @mfa-recovery-codes-acknowledged=${saved}
  ></mfa-recovery-codes>`;
}

function renderChooser(view: ChallengeView): TemplateResult {
  const { text, state } = view;
  const { ways, canSkip } = state;
  const use = ways.filter(({ act }) => act === 'use');
  const enroll = ways.filter(({ act }) => act === 'enroll');
  return html`${use.length > 0 ? renderWays(view, 'title', text('challengeChoose'), use) : nothing}
  ${
    enroll.length > 0
      ? html`${renderWays(
          view,
          use.length > 0 ? 'set-up' : 'title',
          text('challengeSetUp'),
          enroll,
          use.length > 0 ? '' : view.due || text(canSkip ? 'challengeSetUpOptional' : 'challengeSetUpWords'),
        )}`
      : nothing
  }`;
}

function renderWays(
  view: ChallengeView,
  id: string,
  title: string,
  ways: readonly Way[],
  words = '',
): TemplateResult {
  return html`${heading(view.headingLevel, { part: 'title', id, class: 'title' }, title)}
    ${words ? html`<p part=${words === view.due ? 'due hint' : 'hint'} class="hint">${words}</p>` : nothing}
    <ul part="ways list" class="list" aria-labelledby=${id}>
      ${ways.map(
        (way) =>
          html`<li>
            ${button({
              part: 'way',
              kind: 'way',
              label: html`${kindIcon(way.kind)}<span>${wayText(view, way)}</span>`,
              onClick: () => view.open(way),
            })}
          </li>`,
      )}
    </ul>`;
}

function renderFooter(view: ChallengeView): Part {
  const { text, state } = view;
  const { status, ways, current, canSkip } = state;
  const isOpen = status === 'answering' || status === 'enrolling';
  if (!isOpen && status !== 'choosing') return nothing;
  const buttons: Part[] = [];
  if (isOpen && view.canReset)
    buttons.push(
      button({ part: 'reset', kind: 'link', label: text('challengeForgotten'), onClick: view.reset }),
    );
  if (isOpen && ways.length > 1) {
    const label = text(status === 'enrolling' ? 'challengeBack' : 'challengeOther');
    buttons.push(button({ part: 'another', kind: 'link', label, onClick: view.choose }));
  }
  if (!isOpen && current)
    buttons.push(
      button({
        part: 'back',
        kind: 'link',
        label: text('challengeBack'),
        onClick: () => view.open(current.way),
      }),
    );
  if (canSkip)
    buttons.push(button({ part: 'skip', kind: 'link', label: skipText(view), onClick: view.skip }));
  return buttons.length > 0 ? html`<div part="footer" class="row footer">${buttons}</div>` : nothing;
}

/** What is only put off is called so. */
function skipText({ text, due }: ChallengeView): string {
  return text(due ? 'challengeNotNow' : 'challengeSkip');
}

/** What the open panel says itself is not said twice. */
function titleText({ text }: ChallengeView, { kind, factor }: Way): string {
  if (kind === 'recovery-code') return text('challengeUseRecovery');
  return kind === 'totp' ? factorText(text, kind, factor) : kindText(text, kind);
}

function wayText({ text }: ChallengeView, { kind, factor }: Way): string {
  return factorText(text, kind, factor);
}
