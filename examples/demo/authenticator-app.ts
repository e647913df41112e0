import { html, nothing, svg, type TemplateResult } from 'lit';
import { generateSync } from 'otplib';
import { parseOtpauth } from '../../src/core/otpauth.js';
import { copyButton } from './copy-button.js';
import { decodeQr, photographQr } from './qr-camera.js';

interface Account {
  readonly secret: string;
  readonly issuer: string;
  readonly name: string;
  readonly digits: 6 | 7 | 8;
  readonly period: number;
}

const VIEWFINDER_MS = 1400;
const NOTE_MS = 10_000;

/**
 * The authenticator app of the drawn phone. It knows what its camera has read from the QR code on the page, and
 * nothing else; and it knows it for as long as the page lives.
 */
export class AuthenticatorApp {
  readonly #onChange: () => void;
  readonly #shown: (code: string) => string;
  readonly #scanPush: ((code: string) => Promise<void>) | undefined;
  #accounts: Account[] = [];
  #picture: HTMLCanvasElement | undefined;
  #note = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onChange - The view has to be rendered again.
   * @param shown - What the screen shows in place of a code.
   * @param scanPush - Takes what sets the phone up for notifications.
   */
  constructor(
    onChange: () => void,
    shown: (code: string) => string,
    scanPush?: (code: string) => Promise<void>,
  ) {
    this.#onChange = onChange;
    this.#shown = shown;
    this.#scanPush = scanPush;
  }

  /** Takes a picture of the page's QR code and adds the account that it holds. */
  async scan(): Promise<void> {
    if (this.#picture) return;
    this.#picture = await photographQr();
    if (this.#picture) {
      this.#say('');
      await new Promise((resolve) => setTimeout(resolve, VIEWFINDER_MS));
    }
    const text = this.#picture && decodeQr(this.#picture);
    const isPush = text?.startsWith('sandboxpush:') === true && this.#scanPush !== undefined;
    if (isPush) await this.#scanPush(text);
    const note = this.#picture
      ? isPush
        ? 'This phone shows notifications now.'
        : this.#add(text)
      : 'There is no QR code on the screen. Begin to set up an app at the bank.';
    this.#picture = undefined;
    this.#say(note);
  }

  render(): TemplateResult {
    const now = Date.now() / 1000;
    return html`<div class="app">
      <h3>Authenticator</h3>
      ${this.#picture ? this.#renderViewfinder(this.#picture) : this.#renderAccounts(now)}
      <p class="app-note" role="status">${this.#note}</p>
      <button class="scan" ?disabled=${this.#picture !== undefined} @click=${() => void this.scan()}>
        ${this.#picture ? 'Reading …' : 'Scan the QR code on the screen'}
      </button>
    </div>`;
  }

  #renderViewfinder(picture: HTMLCanvasElement): TemplateResult {
    return html`<div class="viewfinder">${picture}</div>`;
  }

  #renderAccounts(now: number): TemplateResult {
    if (this.#accounts.length === 0) {
      return html`<p class="app-empty">
        No accounts yet. This app learns one from the QR code that a site shows, and forgets it when this page
        is loaded anew.
      </p>`;
    }
    return html`<ul class="accounts">
      ${this.#accounts.map((account) => this.#renderAccount(account, now))}
    </ul>`;
  }

  #renderAccount(account: Account, now: number): TemplateResult {
    const { secret, digits, period, issuer, name } = account;
    const code = this.#shown(generateSync({ secret, digits, period, epoch: Math.floor(now) }));
    const left = period - (Math.floor(now) % period);
    return html`<li class="entry">
      <p class="issuer">${issuer}</p>
      <p class="account-name">${name}</p>
      <p class="account-code">
        <code>${code.slice(0, 3)}<span></span>${code.slice(3)}</code>
        <span class="ring" data-soon=${left <= 5 ? 'yes' : nothing}>
          <svg viewBox="0 0 36 36" aria-hidden="true">
            <circle cx="18" cy="18" r="15.5"></circle>
            ${svg`<circle class="ring-left" cx="18" cy="18" r="15.5" pathLength=${period} stroke-dasharray="${left} ${period}"></circle>`}
          </svg>
          <span
            ><span class="visually-hidden">New code in</span> ${left}<span class="visually-hidden">
              seconds</span
            ></span
          >
        </span>
      </p>
      ${copyButton(code, 'Copy code')}
    </li>`;
  }

  #add(text: string | undefined): string {
    if (text === undefined) return 'The picture cannot be read. Try again.';
    const key = parseOtpauth(text);
    if (key?.type !== 'totp') return 'This QR code is not for authenticator apps.';
    if (this.#accounts.some(({ secret }) => secret === key.secret)) return 'This account is here already.';
    const { secret, issuer = 'Unknown', account, digits = 6, period = 30 } = key;
    this.#accounts = [{ secret, issuer, name: account, digits: digits as 6, period }, ...this.#accounts];
    return 'Added. Enter its code on the page.';
  }

  #say(note: string): void {
    clearTimeout(this.#timer);
    this.#note = note;
    this.#onChange();
    if (note) this.#timer = setTimeout(() => this.#say(''), NOTE_MS);
  }
}
