import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OutboxMessage, PendingPush } from '../../src/sandbox/index.js';
import { AuthenticatorApp } from './authenticator-app.js';
import { BRAND } from './brand.js';
import { copyButton } from './copy-button.js';

export type PhoneScreen = 'messages' | 'authenticator';

/** A message as the phone shows it. */
export type PhoneMessage = Pick<OutboxMessage, 'id' | 'channel' | 'subject' | 'text' | 'sentAt'>;

/** Something to approve. */
export type PhonePush = Pick<PendingPush, 'id' | 'sentAt'>;

/** Where its messages come from. */
export interface PhoneNetwork {
  /** Oldest first. Rejects while the network is away. */
  outbox(): Promise<readonly PhoneMessage[]>;
  /** What waits to be approved, oldest first. Absent: nothing ever does. */
  pushes?(): Promise<readonly PhonePush[]>;
  answerPush?(id: string, answer: 'approve' | 'deny'): Promise<void>;
  /** The phone has read what sets it up for notifications. */
  scanPush?(code: string): Promise<void>;
}

const POLL_MS = 1000;
/** More would not fit on the lock screen. */
const KEPT = 4;
const CODE = /\d{6}/;

/** The drawn phone: a lock screen with what the sandbox has sent, and an authenticator app. */
export class Phone {
  readonly #root: HTMLElement;
  readonly #network: PhoneNetwork;
  readonly #shown: (code: string) => string;
  readonly #app: AuthenticatorApp;
  #messages: readonly PhoneMessage[] = [];
  #pushes: readonly PhonePush[] = [];
  #screen: PhoneScreen = 'messages';
  #unread = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param shown - What the screen shows in place of a code. */
  constructor(root: HTMLElement, network: PhoneNetwork, shown: (code: string) => string) {
    this.#root = root;
    this.#network = network;
    this.#shown = shown;
    this.#app = new AuthenticatorApp(
      () => this.render(),
      shown,
      network.scanPush && ((code) => network.scanPush?.(code) ?? Promise.resolve()),
    );
    document.addEventListener('visibilitychange', () => this.#wake());
    this.#wake();
  }

  /** Brings a screen to the front, unless the person is busy with the phone. */
  show(screen: PhoneScreen): void {
    if (!this.#root.contains(document.activeElement)) this.#screen = screen;
    this.render();
  }

  render(): void {
    render(
      html`<div class="screen" data-screen=${this.#screen}>
        <p class="status-bar" aria-hidden="true">
          <span>${timeOf(Date.now())}</span><span class="signal"></span><span class="battery"></span>
        </p>
        ${this.#screen === 'messages' ? this.#renderLockScreen() : this.#app.render()}
        <div class="dock" role="group" aria-label="Screens of the phone">
          ${this.#renderDockButton('messages', 'Messages')}${this.#renderDockButton('authenticator', 'Authenticator')}
        </div>
      </div>`,
      this.#root,
    );
  }

  /** Looks for messages each second, for as long as anybody can see them. */
  #wake(): void {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    void this.#poll().finally(() => {
      this.#timer = setTimeout(() => this.#wake(), POLL_MS);
    });
  }

  async #poll(): Promise<void> {
    try {
      const messages = await this.#network.outbox();
      const pushes = (await this.#network.pushes?.()) ?? [];
      const isNew =
        messages.at(-1)?.id !== this.#messages[0]?.id || pushes.at(-1)?.id !== this.#pushes.at(-1)?.id;
      this.#pushes = pushes;
      this.#messages = messages.slice(-KEPT).reverse();
      if (isNew && this.#messages.length + pushes.length > 0) {
        this.#unread = true;
        this.show('messages');
      }
    } catch {
      // Nobody is there: the next look may find somebody.
    }
    // Clocks, rings and "2 min ago" move on.
    this.render();
  }

  #renderDockButton(screen: PhoneScreen, label: string): TemplateResult {
    const isCurrent = screen === this.#screen;
    if (isCurrent && screen === 'messages') this.#unread = false;
    const hasBadge = screen === 'messages' && this.#unread;
    return html`<button
      class="dock-button"
      data-icon=${screen}
      aria-pressed=${isCurrent}
      @click=${() => {
        this.#screen = screen;
        this.render();
      }}
    >
      ${label}${hasBadge ? html`<span class="badge"><span class="visually-hidden">, new message</span></span>` : nothing}
    </button>`;
  }

  #renderLockScreen(): TemplateResult {
    const now = Date.now();
    return html`<div class="lock-screen">
      <p class="lock-date">${dateOf(now)}</p>
      <p class="lock-time">${timeOf(now)}</p>
      <div class="notifications" role="log" aria-label="Messages">
        ${
          this.#messages.length + this.#pushes.length === 0
            ? html`<p class="no-messages">No messages. Ask the bank for a code.</p>`
            : html`<ul>
                ${repeat(
                  this.#pushes,
                  ({ id }) => id,
                  (push) => this.#renderPush(push, now),
                )}
                ${repeat(
                  this.#messages,
                  ({ id }) => id,
                  (message, index) => this.#renderMessage(message, index === 0, now),
                )}
              </ul>`
        }
      </div>
    </div>`;
  }

  #renderPush({ id, sentAt }: PhonePush, now: number): TemplateResult {
    const answer = (how: 'approve' | 'deny') => () => {
      void this.#network.answerPush?.(id, how).finally(() => this.#wake());
    };
    return html`<li class="notification newest" data-channel="push">
      <p class="from">
        <span class="from-app">${BRAND}</span>
        <span class="from-time">${agoOf(sentAt, now)}</span>
      </p>
      <p class="subject">Is it you who signs in?</p>
      <p class="push-answers">
        <button class="copy" @click=${answer('approve')}>Approve</button>
        <button class="copy" @click=${answer('deny')}>It was not me</button>
      </p>
    </li>`;
  }

  #renderMessage(message: PhoneMessage, isNewest: boolean, now: number): TemplateResult {
    const [sent = ''] = CODE.exec(message.text) ?? [];
    const code = sent && this.#shown(sent);
    const text = message.text.replaceAll(sent, code);
    const isMail = message.channel === 'email';
    return html`<li
      class=${isNewest ? 'notification newest' : 'notification'}
      data-channel=${message.channel}
    >
      <p class="from">
        <span class="from-app">${isMail ? 'Mail' : 'Messages'}</span>
        <span class="from-time">${agoOf(message.sentAt, now)}</span>
      </p>
      <p class="subject">${message.subject ?? BRAND}</p>
      <p class="body">${text.trim()}</p>
      ${
        isNewest && code
          ? html`<p class="sent-code">${code}</p>
              ${copyButton(code, 'Copy code')}`
          : nothing
      }
    </li>`;
  }
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

function timeOf(ms: number): string {
  return TIME.format(ms);
}

function dateOf(ms: number): string {
  return DATE.format(ms);
}

function agoOf(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'now';
  return minutes < 60 ? `${minutes} min ago` : timeOf(then);
}
