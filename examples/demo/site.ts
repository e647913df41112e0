import { html, nothing, render, type TemplateResult } from 'lit';
import { CiamClient } from '../../src/backends/ciam/index.js';
import type { Factor } from '../../src/core/index.js';
import { renderAccount } from './account-page.js';
import { renderAddressBar } from './address-bar.js';
import { renderAppList } from './app-list.js';
import { BRAND } from './brand.js';
import type { Door } from './door.js';
import { renderSignInForm } from './sign-in-form.js';
import { STEP_FACTS, STEPS, type Step } from './steps.js';

const ENDPOINT = '/mfa';
const STORED_AS = 'demo-step';
/** For the person to see that the code was right. */
const MOMENT_MS = 900;

/** The pretend site: a password, the second factor, and an account in which an app can be paired. */
export class Site {
  readonly #root: HTMLElement;
  readonly #fetch: typeof fetch;
  readonly #door: Door;
  readonly #client: CiamClient;
  readonly #onRender: (step: Step, page: Element) => void;
  #step: Step;
  /** Nothing where they may not be shown to who is here. */
  #devices: readonly Factor[] | undefined;
  #chosenDevice: string | undefined;
  #problem = '';
  #paired = false;
  #sent = '';

  /** @param onRender - Told of what is shown, each time. */
  constructor(
    root: HTMLElement,
    door: Door,
    reach: typeof fetch,
    onRender: (step: Step, page: Element) => void,
  ) {
    this.#root = root;
    this.#door = door;
    this.#fetch = reach;
    this.#client = new CiamClient({ endpoint: ENDPOINT, fetch: reach });
    this.#onRender = onRender;
    const stored = sessionStorage.getItem(STORED_AS);
    // A reload brings the person back to where they were, and the code field with them.
    this.#step = door.startAt(STEPS.find((step) => step === stored));
    root.addEventListener('mfa-otp-verified', () => void this.#signIn());
    root.addEventListener('mfa-totp-enrolled', () => void this.#enrolled());
    this.#render();
    void this.#list();
  }

  #render(): void {
    const page = html`${renderAddressBar(STEP_FACTS[this.#step].path)}
      <div class="bank">
        <mfa-config backend="ciam" endpoint=${ENDPOINT} .fetch=${this.#fetch}
          >${this.#renderPage()}</mfa-config
        >
      </div>`;
    render(page, this.#root);
    this.#onRender(this.#step, this.#root);
  }

  #renderPage(): TemplateResult {
    switch (this.#step) {
      case 'password':
        return this.#renderSignIn(this.#renderPassword());
      case 'message':
        return this.#renderSignIn(this.#renderMessage(), 'message');
      case 'app':
        return this.#renderSignIn(this.#renderApp(), 'app');
      case 'account':
        return renderAccount({
          name: 'Alex',
          security: html`${renderAppList({
            devices: this.#devices ?? [],
            problem: this.#problem,
            pair: () => void this.#go('pair'),
            remove: (device) => void this.#remove(device),
          })}${this.#renderTrustedDevices()}`,
          transfer: { send: () => void this.#send(), sent: this.#sent },
          signOut: () => void this.#signOut(),
        });
      case 'pair':
        return this.#renderPair();
    }
  }

  #renderSignIn(content: TemplateResult, way?: 'message' | 'app'): TemplateResult {
    return html`<div class="sign-in">
      <p class="brand">${BRAND}</p>
      <h3 tabindex="-1">${way ? 'Is it really you?' : 'Sign in'}</h3>
      ${way ? this.#renderWays(way) : nothing} ${content}
    </div>`;
  }

  #renderPassword(): TemplateResult {
    return renderSignInForm({
      words: this.#door.words,
      fields: this.#door.fields,
      problem: this.#problem,
      onSubmit: (form) => void this.#enter(form),
    });
  }

  #renderWays(current: 'message' | 'app'): TemplateResult {
    const way = (step: 'message' | 'app', label: string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="way"
          .checked=${step === current}
          @change=${() => this.#change(step)}
        /><span>${label}</span></label
      >`;
    return html`<fieldset class="segments ways">
      <legend class="visually-hidden">How to prove it</legend>
      ${way('message', 'Send me a code')}${way('app', 'Authenticator')}
    </fieldset>`;
  }

  #renderMessage(): TemplateResult {
    return html`<mfa-otp-request for="code"></mfa-otp-request>
      <mfa-otp-verify id="code" remember-device></mfa-otp-verify>
      ${this.#renderBack()}`;
  }

  #renderApp(): TemplateResult {
    const devices = this.#active;
    const device = devices.find(({ name }) => name === this.#chosenDevice) ?? devices[0];
    if (!device && this.#devices) {
      return html`<p class="hint">
          No authenticator app is paired with this account yet. Sign in with a code that we send, then pair
          one in your account.
        </p>
        ${this.#renderBack()}`;
    }
    return html`${device && devices.length > 1 ? this.#renderDevices(devices, device) : nothing}
      <mfa-otp-verify
        device-type="totp"
        device-name=${device?.name ?? nothing}
        remember-device
      ></mfa-otp-verify>
      ${this.#renderBack()}`;
  }

  #renderDevices(devices: readonly Factor[], current: Factor): TemplateResult {
    return html`<p class="device-choice">
      <label for="device">Device</label>
      <select
        id="device"
        @change=${(event: Event) => {
          this.#chosenDevice = (event.target as HTMLSelectElement).value;
          this.#render();
        }}
      >
        ${devices.map(({ name = '' }) => html`<option .selected=${name === current.name}>${name}</option>`)}
      </select>
    </p>`;
  }

  #renderBack(): TemplateResult {
    return html`<p class="back">
      <button class="plain" @click=${() => void this.#signOut()}>Back to the password</button>
    </p>`;
  }

  #renderPair(): TemplateResult {
    const count = this.#devices?.length ?? 0;
    return html`<div class="account">
      <p class="brand">${BRAND}</p>
      <h3 tabindex="-1">Pair an authenticator app</h3>
      <mfa-totp-enroll
        issuer=${BRAND}
        account-label=${this.#door.accountLabel}
        device-name=${count > 0 && !this.#paired ? `My phone ${count + 1}` : 'My phone'}
      ></mfa-totp-enroll>
      <p class="back">
        ${
          this.#paired
            ? html`<button class="main" @click=${() => void this.#signOut()}>Sign out and try it</button>`
            : nothing
        }
        <button class="plain" @click=${() => void this.#go('account')}>Back to the account</button>
      </p>
    </div>`;
  }

  /** For a backend that has said that it remembers devices: a gateway. */
  #renderTrustedDevices(): TemplateResult | typeof nothing {
    return this.#client.listTrustedDevices
      ? html`<mfa-trusted-devices heading-level="4"></mfa-trusted-devices>`
      : nothing;
  }

  get #active(): readonly Factor[] {
    return this.#devices?.filter(({ active }) => active) ?? [];
  }

  /** Shows another page, and takes the keyboard there. */
  async #go(step: Step): Promise<void> {
    this.#change(step);
    this.#root.querySelector<HTMLElement>('h3')?.focus();
    await this.#list();
  }

  #change(step: Step): void {
    this.#step = step;
    this.#paired = false;
    this.#problem = '';
    sessionStorage.setItem(STORED_AS, step);
    this.#render();
  }

  async #enter(form: FormData): Promise<void> {
    try {
      if (await this.#door.signIn(form)) {
        await this.#go(this.#door.isThrough ? 'account' : this.#active.length > 0 ? 'app' : 'message');
        return;
      }
      this.#problem = 'That name or password is not right.';
    } catch {
      this.#problem = 'The bank does not answer. Try again.';
    }
    this.#render();
  }

  async #signOut(): Promise<void> {
    await this.#door.signOut();
    this.#sent = '';
    await this.#go('password');
  }

  async #send(): Promise<void> {
    const isSent = await this.#door.transfer().catch(() => false);
    this.#sent = isSent ? 'Sent.' : 'It could not be sent. Try again.';
    this.#render();
  }

  async #signIn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
    await this.#go('account');
  }

  async #enrolled(): Promise<void> {
    this.#paired = true;
    await this.#list();
  }

  async #remove(device: Factor): Promise<void> {
    try {
      await this.#client.removeFactor(device);
      await this.#list();
    } catch {
      this.#problem = 'It could not be removed. Try again.';
      this.#render();
    }
  }

  async #list(): Promise<void> {
    if (!this.#door.showsAppsAt(this.#step)) {
      this.#devices = undefined;
      return;
    }
    try {
      this.#devices = await this.#client.listFactors();
      this.#problem = '';
    } catch {
      this.#problem = this.#step === 'account' ? 'Your apps cannot be shown at the moment.' : '';
    }
    this.#render();
  }
}
