import { html, render, type TemplateResult } from 'lit';
import { CODE_LIFETIME_MS } from './demo-sandbox.js';
import type { SandboxAccess } from './sandbox-access.js';

const SHORT_LIFETIME_MS = 30_000;
const DELAY_MS = 3000;
const LOCK_SECONDS = 60;
const NOTE_MS = 10_000;

const SWITCHES = {
  wrong: ['Wrong code', 'The phone shows other digits than were sent.'],
  short: ['Short-lived code', 'New codes are good for 30 seconds.'],
  slow: ['Slow', 'The backend takes 3 seconds for each answer.'],
  offline: ['Offline', 'No call of the site gets through.'],
  server: ['Server trouble', 'The backend answers with an error of its own.'],
} as const satisfies Record<string, readonly [label: string, explanation: string]>;
type Switch = keyof typeof SWITCHES;

const BUTTONS = [
  [
    'expire',
    'Expired',
    'Expire it',
    'The code that was sent is no longer good. The page learns it on the check.',
  ],
  ['lock', 'Locked', 'Lock', 'The account, for one minute, as after too many wrong codes.'],
] as const;

/** The switches for what can go wrong. All are off when the page loads. */
export class Faults {
  readonly #root: HTMLElement;
  readonly #sandbox: SandboxAccess;
  readonly #userNames: readonly string[];
  readonly #on = new Set<Switch>();
  #note = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The `fetch` of the pretend site: it fails while the switch says so. */
  readonly fetch: typeof fetch = (...call) =>
    this.#on.has('offline') ? Promise.reject(new TypeError('Failed to fetch')) : this.#sandbox.fetch(...call);

  /** What the phone's screen shows in place of a code. */
  readonly shown = (code: string): string =>
    this.#on.has('wrong') ? code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)) : code;

  /** @param userNames - Whose accounts can be locked. */
  constructor(root: HTMLElement, sandbox: SandboxAccess, userNames: readonly string[]) {
    this.#root = root;
    this.#sandbox = sandbox;
    this.#userNames = userNames;
    void this.#apply();
    this.#render();
  }

  #render(): void {
    render(
      html`<ul class="faults">
          ${(Object.keys(SWITCHES) as Switch[]).map((name) => this.#renderSwitch(name))}
          ${BUTTONS.map(
            ([name, title, label, explanation]) =>
              html`<li class="fault">
                <div class="fault-head">
                  <p class="fault-title">${title}</p>
                  <button
                    class="small"
                    aria-describedby="about-${name}"
                    @click=${() => void this.#press(name)}
                  >
                    ${label}
                  </button>
                </div>
                <p class="fault-words" id="about-${name}">${explanation}</p>
              </li>`,
          )}
        </ul>
        <p class="fault-note" role="status">${this.#note}</p>
        <p class="reset">
          <button class="small" aria-describedby="about-reset" @click=${() => void this.#reset()}>
            Reset the demo
          </button>
          <span id="about-reset">Forgets codes, locks and paired apps.</span>
        </p>`,
      this.#root,
    );
  }

  #renderSwitch(name: Switch): TemplateResult {
    const [label, explanation] = SWITCHES[name];
    return html`<li class="fault">
      <label class="switch"
        ><input
          type="checkbox"
          role="switch"
          aria-describedby="about-${name}"
          .checked=${this.#on.has(name)}
          @change=${(event: Event) => this.#turn(name, (event.target as HTMLInputElement).checked)}
        />${label}</label
      >
      <p class="fault-words" id="about-${name}">${explanation}</p>
    </li>`;
  }

  #turn(name: Switch, on: boolean): void {
    if (on) this.#on.add(name);
    else this.#on.delete(name);
    void this.#apply();
    this.#render();
  }

  /** Tells the sandbox what is on; the rest happens in the page. */
  async #apply(): Promise<void> {
    await this.#sandbox.tell('faults', {
      ...(this.#on.has('slow') && { delayMs: DELAY_MS }),
      ...(this.#on.has('server') && { fail: 'server' }),
    });
    const codeLifetimeMs = this.#on.has('short') ? SHORT_LIFETIME_MS : CODE_LIFETIME_MS;
    await this.#sandbox.tell('settings', { codeLifetimeMs });
  }

  async #press(name: (typeof BUTTONS)[number][0]): Promise<void> {
    if (name === 'expire') await this.#sandbox.tell('expire');
    else
      for (const userName of this.#userNames)
        await this.#sandbox.tell('lock', { userName, seconds: LOCK_SECONDS });
    this.#say(
      name === 'lock'
        ? 'Locked. Check a code to see what happens.'
        : 'Expired. Check the code to see what happens.',
    );
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(''), NOTE_MS);
  }

  #say(note: string): void {
    this.#note = note;
    this.#render();
  }

  async #reset(): Promise<void> {
    await this.#sandbox.tell('reset');
    sessionStorage.clear();
    location.reload();
  }
}
