import { html, nothing, type TemplateResult } from 'lit';
import { clockTime } from '../../core/duration.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import { factorText, kindText } from '../factor-text.js';
import type { ChallengeStatus } from './challenge-status.js';
import type { Way } from './ways.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface ChallengeView {
  text: (key: TextKey, values?: TextValues) => string;
  status: ChallengeStatus;
  ways: readonly Way[];
  /** The way that is open, shown or not. */
  current: Way | undefined;
  /** The open panels, of which one or none shows. */
  panels: TemplateResult | typeof nothing;
  error: string;
  canSkip: boolean;
  /** The person has forgotten the answers, and may set them anew. */
  canReset: boolean;
  secondsLeft: number | undefined;
  proof: TemplateResult | typeof nothing;
  codes: TemplateResult | typeof nothing;
  voice: TemplateResult;
  open: (way: Way) => void;
  choose: () => void;
  back: () => void;
  skip: () => void;
  reset: () => void;
  retry: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderChallenge(view: ChallengeView): TemplateResult {
  return html`<div class="stack">
      ${renderTimer(view)} ${renderStatus(view)} ${view.panels} ${view.proof} ${view.codes}
      ${renderFooter(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

/** The ticks are for eyes only: what is said aloud goes through the live region, a few times in all. */
function renderTimer({ text, secondsLeft }: ChallengeView): Part {
  if (secondsLeft === undefined) return nothing;
  return html`<p part="timer" class="quiet" aria-hidden="true">
    ${text('challengeEndsIn', { time: clockTime(secondsLeft) })}
  </p>`;
}

function renderStatus(view: ChallengeView): Part {
  const { status, text, error, current } = view;
  switch (status) {
    case 'idle':
    case 'proving':
    case 'saving':
      return nothing;
    case 'loading':
      return html`<div part="loading" aria-busy="true">
        <span class="spinner-frame" aria-hidden="true"><span class="spinner"></span></span>
        <span class="visually-hidden">${text('challengeLoading')}</span>
      </div>`;
    case 'choosing':
      return renderChooser(view);
    case 'answering':
    case 'enrolling':
      return current
        ? html`<p part="title" id="title" class="title" tabindex="-1">${titleText(view, current)}</p>`
        : nothing;
    case 'completed':
      return html`<div part="done" id="title" tabindex="-1">
        <slot name="done"><p class="success">${text('challengeDone')}</p></slot>
      </div>`;
    case 'skipped':
      return html`<p part="done" id="title" tabindex="-1">${text('challengeSkipped')}</p>`;
    case 'unusable':
      return html`<p part="error">${text('challengeUnusable')}</p>
        <p class="hint">${text('challengeUnusableWords')}</p>`;
    case 'ended':
      return html`<p part="error" id="title" class="error" tabindex="-1">${error}</p>`;
    case 'failed':
      return html`<p part="error" class="error">${error}</p>
        <div>${button({ part: 'retry', label: text('challengeTryAgain'), onClick: view.retry })}</div>`;
  }
}

function renderChooser(view: ChallengeView): TemplateResult {
  const { text, ways, canSkip } = view;
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
          use.length > 0 ? '' : text(canSkip ? 'challengeSetUpOptional' : 'challengeSetUpWords'),
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
  return html`<p id=${id} part="title" class="title" tabindex="-1">${title}</p>
    ${words ? html`<p class="hint">${words}</p>` : nothing}
    <ul part="ways" aria-labelledby=${id}>
      ${ways.map(
        (way) =>
          html`<li>
            ${button({ part: 'way', kind: 'secondary', label: wayText(view, way), onClick: () => view.open(way) })}
          </li>`,
      )}
    </ul>`;
}

function renderFooter(view: ChallengeView): Part {
  const { text, status, ways, current, canSkip } = view;
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
    buttons.push(button({ part: 'back', kind: 'link', label: text('challengeBack'), onClick: view.back }));
  if (canSkip)
    buttons.push(button({ part: 'skip', kind: 'link', label: text('challengeSkip'), onClick: view.skip }));
  return buttons.length > 0 ? html`<div part="footer" class="row">${buttons}</div>` : nothing;
}

/** What the open panel says itself is not said twice. */
function titleText({ text }: ChallengeView, { kind, factor }: Way): string {
  if (kind === 'recovery-code') return text('challengeUseRecovery');
  return kind === 'totp' ? factorText(text, kind, factor) : kindText(text, kind);
}

function wayText({ text }: ChallengeView, { kind, factor }: Way): string {
  return factorText(text, kind, factor);
}
