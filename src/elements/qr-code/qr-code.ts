import { initialState, Task, TaskStatus } from '@lit/task';
import { html, nothing, svg, type PropertyValues, type TemplateResult, type PropertyDeclarations } from 'lit';
import { setStates } from '../host-states.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { MfaElement } from '../mfa-element.js';
import { tokens } from '../../styles/tokens.js';
import type { QrDrawing } from './qr-drawing.js';
import { styles } from './qr-code.styles.js';

/**
 * @summary Draws a QR code on the spot: dark on white with its quiet zone, in every theme.
 *
 * The value is a property only, because it is a secret where it pairs an authenticator: it is in no attribute and no
 * accessible name, and no service is asked for an image. The encoder is loaded when the first code is drawn; until
 * then the element has its size already.
 *
 * @csspart image - The drawing, white ground included.
 * @csspart error - The text in its place where the value is too long for a QR code.
 * @cssstate drawn - The code can be scanned.
 * @cssstate failed - There is no code to see.
 * @cssproperty [--mfa-qr-code-size=12.5rem] - Width and height, quiet zone included. From 10rem on, all cameras cope.
 */
export class MfaQrCode extends MfaElement {
  static override readonly tag: string = 'mfa-qr-code';
  static override readonly english: Texts = shared;

  static override properties: PropertyDeclarations = {
    value: { attribute: false },
    label: {},
  };

  static override styles = [tokens, styles];

  /** What the code says. Never an attribute. */
  get value(): string {
    return this.#value;
  }
  set value(value: string | null | undefined) {
    this.#value = value ?? '';
  }
  #value = '';

  /** What the code is for, as its accessible name. Default: to scan it with an authenticator app. */
  label?: string;

  readonly #internals = this.attachInternals();
  #width = 0;
  #observer: ResizeObserver | undefined;
  /** The encoder. Knows only that there is something to draw: the value is a secret, and stays out of its memory. */
  readonly #encoder = new Task(this, {
    args: () => [this.#value !== ''],
    task: async ([isWanted]) => (isWanted ? (await import('./qr-drawing.js')).drawQr : initialState),
  });
  /** Nothing as long as there is no encoder; null for a value that no code can hold. */
  #drawing: QrDrawing | null | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer ??= new ResizeObserver(([entry]) => {
      this.#width = entry?.contentRect.width ?? 0;
      this.requestUpdate();
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('value')) return;
    this.#drawing = undefined;
    // The connection may be back.
    if (this.#value !== '' && this.#encoder.status === TaskStatus.ERROR) void this.#encoder.run();
  }

  protected override update(changed: PropertyValues): void {
    if (this.#drawing === undefined && this.#value !== '' && this.#encoder.status === TaskStatus.COMPLETE)
      this.#drawing = this.#encoder.value?.(this.#value) ?? null;
    super.update(changed);
  }

  protected override updated(): void {
    setStates(this.#internals, this.#isFailed ? ['failed'] : this.#drawing ? ['drawn'] : []);
  }

  protected override render(): TemplateResult {
    if (this.#isFailed) return html`<p part="error">${this.text('qrFailed')}</p>`;
    const { size, path } = this.#drawing ?? { size: 1, path: undefined };
    const [start, side] = wholePixels(size, this.#width);
    return html`<svg
      part="image"
      role="img"
      aria-label=${this.label ?? this.text('qrLabel')}
      viewBox="${start} ${start} ${side} ${side}"
      shape-rendering="crispEdges"
    >
      <rect x=${start} y=${start} width=${side} height=${side} fill="#fff"></rect>
      ${path ? svg`<path fill="#000" d=${path}></path>` : nothing}
    </svg>`;
  }

  get #isFailed(): boolean {
    return this.#value !== '' && (this.#drawing === null || this.#encoder.status === TaskStatus.ERROR);
  }
}

/**
 * Start and side of a view box in which each module covers whole pixels of the screen: modules of uneven width are
 * what scanners stumble over. What is left of the box is more white around the code.
 */
function wholePixels(modules: number, width: number): [start: number, side: number] {
  const pixels = width && Math.round(width * devicePixelRatio);
  const scale = Math.floor(pixels / modules);
  if (scale < 1) return [0, modules];
  return [-Math.floor((pixels - modules * scale) / 2) / scale, pixels / scale];
}
