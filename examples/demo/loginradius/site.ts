import { html, nothing, render, type TemplateResult } from 'lit';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import { renderAccount } from '../account-page.js';
import { renderAddressBar } from '../address-bar.js';
import { BRAND } from '../brand.js';
import { renderSignInForm } from '../sign-in-form.js';
import { API_KEY, PASSWORD, PEOPLE, type DemoPerson, type PersonId } from './people.js';
import { signIn } from './sign-in.js';
import { STEP_FACTS, type Step } from './steps.js';

/** For the person to see that it worked. */
const MOMENT_MS = 900;

/**
 * The pretend site in front of LoginRadius. It keeps its session for as long as the page lives: a real site has a
 * place for it.
 */
export class LoginRadiusSite {
  readonly #root: HTMLElement;
  readonly #fetch: typeof fetch;
  readonly #onRender: (step: Step, page: Element) => void;
  #step: Step = 'password';
  #who: PersonId = 'robin';
  #problem = '';
  #busy = false;
  /** What the password gave. Secret. */
  #login: unknown;
  #accessToken: string | undefined;

  /** @param onRender - Told of what is shown, each time. */
  constructor(root: HTMLElement, reach: typeof fetch, onRender: (step: Step, page: Element) => void) {
    this.#root = root;
    this.#fetch = reach;
    this.#onRender = onRender;
    root.addEventListener('mfa-challenge-completed', (event) => void this.#onCompleted(event));
    root.addEventListener('mfa-settings-failed', ({ detail }) => {
      if (detail.code === 'unauthenticated') this.#leave('Your session is over. Sign in again.');
    });
    this.#render();
  }

  /** The rules have changed: what is on the screen is asked for anew. */
  reload(): void {
    void this.#root.querySelector('mfa-settings')?.reload();
  }

  #render(): void {
    render(
      html`${renderAddressBar(STEP_FACTS[this.#step].path)}
        <div class="bank">
          <mfa-config
            backend="loginradius"
            endpoint="/"
            api-key=${API_KEY}
            .fetch=${this.#fetch}
            .accessToken=${this.#token}
            >${this.#renderPage()}</mfa-config
          >
        </div>`,
      this.#root,
    );
    this.#onRender(this.#step, this.#root);
  }

  #renderPage(): TemplateResult {
    const person: DemoPerson = PEOPLE[this.#who];
    switch (this.#step) {
      case 'password':
        return this.#renderPassword(person);
      case 'second-step':
        return this.#renderSecondStep(person);
      case 'account':
        return renderAccount({
          name: person.name,
          security: html`<h4>Signing in</h4>
            <mfa-settings issuer=${BRAND} account-label=${person.email}></mfa-settings>`,
          signOut: () => this.#leave(),
        });
    }
  }

  #renderPassword({ name, has, email }: DemoPerson): TemplateResult {
    return html`<div class="sign-in">
      <p class="brand">${BRAND}</p>
      <h3 tabindex="-1">Sign in</h3>
      <fieldset class="segments ways">
        <legend class="visually-hidden">Who signs in</legend>
        ${Object.entries(PEOPLE).map(
          ([id, person]) =>
            html`<label
              ><input
                type="radio"
                name="who"
                .checked=${id === this.#who}
                @change=${() => this.#choose(id as PersonId)}
              /><span>${person.name}</span></label
            >`,
        )}
      </fieldset>
      ${renderSignInForm({
        words: html`This bank is pretend. ${name} ${has}.`,
        fields: html`<label for="email">E-mail address</label>
          <input id="email" name="email" type="email" .value=${email} required autocomplete="off" />
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            .value=${PASSWORD}
            required
            autocomplete="off"
          />`,
        problem: this.#problem,
        onSubmit: (form) => void this.#enter(form),
      })}
    </div>`;
  }

  #renderSecondStep({ email, knows }: DemoPerson): TemplateResult {
    return html`<div class="sign-in">
      <p class="brand">${BRAND}</p>
      <h3 tabindex="-1">Is it really you?</h3>
      <mfa-challenge issuer=${BRAND} account-label=${email} .login=${this.#login}>
        ${knows ? html`<p slot="help" class="pretend">${knows}</p>` : nothing}
      </mfa-challenge>
      <p class="back">
        <button class="plain" @click=${() => this.#leave()}>Back to the password</button>
      </p>
    </div>`;
  }

  /** Asked anew for each call. */
  readonly #token = (): string | undefined => this.#accessToken;

  #choose(who: PersonId): void {
    this.#who = who;
    this.#problem = '';
    this.#render();
  }

  async #enter(form: FormData): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const email = form.get('email') as string;
    const result = await signIn(this.#fetch, email, form.get('password') as string);
    this.#busy = false;
    if ('problem' in result) {
      this.#problem = result.problem;
      this.#render();
      return;
    }
    const ids = Object.keys(PEOPLE) as PersonId[];
    this.#who = ids.find((id) => PEOPLE[id].email === email.toLowerCase()) ?? this.#who;
    this.#login = result.login;
    this.#go('second-step');
  }

  async #onCompleted(event: Event): Promise<void> {
    const { verification } = event.target as MfaChallenge;
    const session = verification?.session as { access_token: string } | undefined;
    await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
    // The person may have gone back meanwhile.
    if (this.#step !== 'second-step') return;
    this.#accessToken = session?.access_token;
    this.#go('account');
  }

  #leave(problem = ''): void {
    this.#accessToken = undefined;
    this.#go('password');
    if (!problem) return;
    this.#problem = problem;
    this.#render();
  }

  /** Shows another page, and takes the keyboard there. What the password gave is needed once. */
  #go(step: Step): void {
    this.#step = step;
    this.#problem = '';
    if (step !== 'second-step') this.#login = undefined;
    this.#render();
    this.#root.querySelector<HTMLElement>('h3')?.focus();
  }
}
