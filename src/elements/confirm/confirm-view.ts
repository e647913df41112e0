import { html, nothing, type TemplateResult } from 'lit';
import type { ChallengeFlow } from '../../flows/challenge-flow.js';
import type { ConfirmState } from '../../flows/confirm-state.js';
import type { Texts } from '../../locales/texts.js';
import { button } from '../button.js';
import { EXPORTED_PARTS } from '../exported-parts.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { renderProof } from '../proof-part.js';

type Asking = Extract<ConfirmState, { status: 'asking' }>;

export interface ConfirmView extends Omit<FlowView, 'restart'> {
  state: ConfirmState;
  challenge: ChallengeFlow;
  /** What is to be confirmed, in the page's words. */
  reason: string | undefined;
  headingLevel: number;
  /** The dialog has closed, by whatever. */
  closed: () => void;
  cancel: () => void;
  restart: (event: Event) => void;
}

export function renderConfirm(view: ConfirmView): TemplateResult {
  return html`<slot></slot>
    <dialog
      part="dialog"
      aria-labelledby="title"
      aria-describedby="words"
      @close=${view.closed}
      @mfa-restart-requested=${view.restart}
      @mfa-challenge-completed=${keep}
      @mfa-challenge-failed=${keep}
      @mfa-otp-verified=${keep}
      @mfa-passkey-verified=${keep}
      @mfa-push-verified=${keep}
      @mfa-security-questions-answered=${keep}
    >
      ${view.state.status === 'asking' ? renderAsking(view, view.state) : nothing}
    </dialog>
    ${view.voice}`;
}

/** To a page, these say that somebody has signed in, which is not so. */
function keep(event: Event): void {
  event.stopPropagation();
}

function renderAsking(view: ConfirmView, { hasNothing, byPassword }: Asking): TemplateResult {
  const { text, reason, headingLevel } = view;
  const title = reason ? text('confirmTitleFor', { reason }) : text('confirmTitle');
  return html`<div class="stack">
    ${heading(headingLevel, { part: 'title', id: 'title', class: 'title' }, title)}
    <p part="words hint" id="words" class="hint">${text('confirmWords')}</p>
    ${
      // The question has a button of its own that leaves everything as it is.
      byPassword ? renderProof(view.proof, headingLevel + 1) : renderChallenge(view, hasNothing)
    }
  </div>`;
}

function renderChallenge(view: ConfirmView, hasNothing: boolean): TemplateResult {
  const { text, challenge, headingLevel } = view;
  return html`<mfa-challenge
      part="challenge"
      exportparts=${EXPORTED_PARTS}
      .flow=${challenge}
      .texts=${textsOf(view, hasNothing)}
      .headingLevel=${headingLevel + 1}
      .twoFactorAuthentication=${true}
    ></mfa-challenge>
    <div>${button({ part: 'cancel', kind: 'link', label: text('cancel'), onClick: view.cancel })}</div>`;
}

/** Where the second step speaks of a sign-in, a confirmation has words of its own. */
function textsOf({ text, challenge: { state } }: ConfirmView, hasNothing: boolean): Texts {
  const words = text(hasNothing ? 'confirmNothingWords' : 'confirmUnusableWords');
  return {
    challengeLoading: text('confirmLoading'),
    challengeUnusable: text(hasNothing ? 'confirmNothing' : 'confirmUnusable'),
    challengeUnusableWords: words,
    challengeNoPasskeyWords: words,
    challengeEndsIn: (values) => text('confirmEndsIn', values),
    challengeEnded: text('confirmTooLate'),
    challengeDone: text('confirmDone'),
    'error-locked': text('confirmLocked'),
    'error-push-denied': text('confirmRefused'),
    ...(!isSessionOver(state) && { restart: text('tryAgain') }),
  };
}

/** Then there is nothing to be done here: who it is has to sign in again. */
export function isSessionOver(state: ChallengeFlow['state']): boolean {
  return state.status === 'ended' && state.failure.code === 'unauthenticated';
}
