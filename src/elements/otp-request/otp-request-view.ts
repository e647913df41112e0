import { html, nothing, type TemplateResult } from 'lit';
import type { OtpRequestState } from '../../flows/otp-request-flow.js';
import { button, submitting } from '../button.js';
import { EXPORTED_PARTS } from '../exported-parts.js';
import { channelText, kindText } from '../factor-text.js';
import { renderField } from '../field.js';
import type { FlowView } from '../flow-view.js';
import { kindIcon } from '../icons.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { isSessionOver, renderRestart } from '../restart.js';
import { fieldError as errorLine, notice } from '../scene.js';
import { renderWait } from '../wait.js';
import type { SendOption } from './send-options.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface OtpRequestView extends FlowView {
  state: OtpRequestState;
  options: readonly SendOption[];
  chosen: SendOption;
  /** Another element says where the code went. */
  linked: boolean;
  /** That the code is on its way, and where to. */
  sent: string;
  /** The field for phone numbers is there, and says itself what is wrong in it. */
  hasPhoneField: boolean;
  /** The country that it starts with. */
  country: string | undefined;
  fieldError: string;
  error: string;
  choose: (index: number) => void;
  submit: () => void;
  again: () => void;
}

export function renderOtpRequest(view: OtpRequestView): TemplateResult {
  return html`${view.state.status === 'sent' ? renderSent(view) : renderForm(view)}${view.voice}`;
}

function renderForm(view: OtpRequestView): TemplateResult {
  const { text, chosen, state } = view;
  const { status, resendAt, failure } = state;
  const isProving = status === 'proving';
  const isOver = isSessionOver(failure);
  return html`${isProving ? renderProof(view.proof) : nothing}
    <form class="stack" method="dialog" novalidate ?hidden=${isProving} @submit=${submitting(view.submit)}>
      ${view.options.length > 1 ? renderOptions(view) : renderOnly(view)}
      ${chosen.typed ? renderDestination(view) : nothing} ${view.error ? notice(view.error) : nothing}
      ${isOver ? renderRestart(text, view.restart) : nothing} ${renderWait(text, resendAt, 'requestWaitIn')}
      <div>
        ${button({
          part: 'submit',
          kind: isOver ? 'secondary' : 'primary',
          label: text(chosen.channel === 'voice' ? 'requestSubmitVoice' : 'requestSubmit'),
          busy: status === 'sending',
          off: resendAt !== undefined || status === 'proving',
        })}
      </div>
      <slot name="help"></slot>
    </form>`;
}

function renderOptions({ text, options, chosen, state, choose }: OtpRequestView): TemplateResult {
  return html`<fieldset part="options">
    <legend part="label">${text('requestChannels')}</legend>
    <div class="options">
      ${options.map((option, index) => {
        const isChosen = option.channel === chosen.channel && option.masked === chosen.masked;
        return html`<label part="option ${isChosen ? 'checked' : ''}" class="option"
          ><input
            type="radio"
            part="radio"
            name="option"
            .checked=${isChosen}
            ?disabled=${state.status !== 'idle' && !isChosen}
            @change=${() => choose(index)}
          />
          <span>${option.masked ? optionText(text, option) : kindText(text, option.channel)}</span>
          ${kindIcon(option.channel)}</label
        >`;
      })}
    </div>
  </fieldset>`;
}

/** Without a choice there is no chooser: one sentence says where the code will go, unless the person types it. */
function renderOnly({ text, chosen }: OtpRequestView): Part {
  if (chosen.typed) return nothing;
  return html`<p part="intro">${optionText(text, chosen)}</p>`;
}

function optionText(text: OtpRequestView['text'], option: SendOption): string {
  return option.typed ? kindText(text, option.channel) : channelText(text, option.channel, option.masked);
}

function renderDestination(view: OtpRequestView): TemplateResult {
  const { text, chosen, fieldError, hasPhoneField, country, at } = view;
  const isEmail = chosen.channel === 'email';
  // Of a phone number the label is inside: a field of ours takes both over, and says itself what is wrong.
  return renderField({
    at,
    isInvalid: fieldError !== '',
    label: isEmail ? renderLabel(text('requestEmailLabel')) : html``,
    input: isEmail
      ? renderInput(view, 'email')
      : html`<mfa-phone-input exportparts=${EXPORTED_PARTS} .country=${country}
          >${renderLabel(text('requestPhone'))}${renderInput(view, 'tel')}</mfa-phone-input
        >`,
    error: hasPhoneField ? nothing : errorLine('destination-error', fieldError),
    hint:
      isEmail || hasPhoneField || fieldError
        ? nothing
        : html`<p id="destination-hint" part="hint" class="hint">${text('requestPhoneHint')}</p>`,
  });
}

function renderLabel(words: string): TemplateResult {
  return html`<label part="label field-label" for="destination">${words}</label>`;
}

function renderInput({ fieldError, state }: OtpRequestView, type: string): TemplateResult {
  return html`<input
    id="destination"
    placeholder=" "
    part="input ${fieldError ? 'invalid' : ''}"
    name=${type}
    type=${type}
    autocomplete=${type}
    autocapitalize="none"
    spellcheck="false"
    required
    ?readonly=${state.status !== 'idle'}
    aria-invalid=${fieldError ? 'true' : nothing}
    aria-describedby="destination-error destination-hint"
  />`;
}

function renderSent(view: OtpRequestView): TemplateResult {
  const { text, linked, options } = view;
  const couldDiffer = options.length > 1 || options[0]?.typed;
  return html`<div class="stack">
    ${linked ? nothing : notice(view.sent, { part: 'sent', tone: 'success', focusable: true })}
    ${
      couldDiffer || !linked
        ? html`<div>
            ${button({ part: 'again', kind: 'link', label: text(options.some(({ typed }) => typed) ? 'requestAgain' : 'requestOtherWay'), onClick: view.again })}
          </div>`
        : nothing
    }
  </div>`;
}
