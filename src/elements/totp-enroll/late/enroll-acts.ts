import type { TemplateResult } from 'lit';
import type { AnnouncerController } from '../../../controllers/announcer-controller.js';
import { warnOnce } from '../../../controllers/warn-once.js';
import type { TotpEnrollment } from '../../../core/client.js';
import type { MfaError } from '../../../core/mfa-error.js';
import type { MfaErrorCode } from '../../../core/mfa-error-codes.js';
import { parseOtpauth, rebuildOtpauth, unusualParameters, type OtpauthKey } from '../../../core/otpauth.js';
import { code } from '../../../locales/en/code.js';
import { totpLate } from '../../../locales/en/totp-late.js';
import type { Text, TextKey, Texts } from '../../../locales/texts.js';
import { Refusal } from '../../refusal.js';
import type { EnrollHost } from '../enroll-host.js';
import { MfaTotpEnrolledEvent } from '../totp-enroll.events.js';
import { Activation } from './activation.js';
import { EnrollProof } from './enroll-proof.js';
import { renderClockHint, renderDone, renderGivenName, renderPhoneWays } from './enroll-late-view.js';
import { ERROR_TEXTS, RETYPE, VOID } from './refusals.js';
import { copyOrSelect, openApp, renderSetupKey } from './setup-key.js';

const REFUSALS_BEFORE_HINT = 2;
const TEXTS: Texts = { ...totpLate, ...code };

interface FullPairing {
  readonly uri: string;
  readonly key: OtpauthKey;
}

/** What the person does, and what is said of it. Owns what they have typed and opened; the session owns the secret. */
export class EnrollActs {
  /** The name of the device, once the person has confirmed one. */
  name: string | undefined;
  /** What has to be proved before the steps go on. */
  readonly proof: EnrollProof;

  readonly #host: EnrollHost;
  readonly #voice: AnnouncerController;
  readonly #activation: Activation;
  #nameMissing = false;
  #codeMissing = false;
  #qrOpen = false;
  #copyNote: TextKey | undefined;
  readonly #refusal = new Refusal();

  constructor(host: EnrollHost) {
    this.#host = host;
    this.#voice = host.voice;
    this.proof = new EnrollProof(host);
    this.#activation = new Activation(host.session, {
      clock: host.clock,
      onExpired: (error) => void host.fail(error, this.#hasFocus),
    });
  }

  // What is shown

  /** The key that is over is replaced; one that did not come is asked for again. */
  get retryLabel(): string {
    const { failure } = this.#host.session;
    return this.#host.text(failure && VOID.includes(failure.code) ? 'totpStartOver' : 'totpTryAgain');
  }

  get done(): TemplateResult {
    return renderDone(this.#host.text);
  }

  get givenName(): TemplateResult {
    return renderGivenName(this.name ?? this.#host.element.deviceName ?? '');
  }

  get clockHint(): TemplateResult | undefined {
    const { session, text } = this.#host;
    return session.refusals >= REFUSALS_BEFORE_HINT ? renderClockHint(text) : undefined;
  }

  get nameError(): string {
    const { failure } = this.#host.session;
    if (this.#nameMissing) return this.#host.text('totpNameMissing');
    return failure && this.#isAboutName(failure) ? this.errorText(failure) : '';
  }

  get codeError(): string {
    const { session, field, text } = this.#host;
    const { failure } = session;
    if (this.#codeMissing) return text('codeIncomplete', { length: field()?.length ?? 0 });
    return failure && this.#isAboutCode(failure) ? this.errorText(failure) : '';
  }

  /** What went wrong otherwise. */
  get error(): string {
    const { failure } = this.#host.session;
    return failure && !this.#isAboutField(failure) ? this.errorText(failure) : '';
  }

  /** The key, with its buttons; on a phone the QR code follows. */
  ways(onPhone: boolean, qr: TemplateResult): TemplateResult | undefined {
    const { text, element } = this.#host;
    const pairing = this.#current;
    if (!pairing) return undefined;
    const { key, uri } = pairing;
    const setupKey = renderSetupKey({
      text,
      key,
      note: this.#copyNote,
      openFirst: onPhone,
      copy: () => void this.#copy(key.secret),
      openApp: () => openApp(uri),
    });
    if (!onPhone) return setupKey;
    return renderPhoneWays(text, setupKey, this.#qrOpen ? qr : undefined, (event) => {
      this.#qrOpen = (event.target as HTMLDetailsElement).open;
      element.requestUpdate();
    });
  }

  lateText(key: TextKey): Text | undefined {
    return TEXTS[key] ?? this.proof.lateText(key);
  }

  errorText(error: MfaError): string {
    const { text, errorText, showsBackendMessages } = this.#host;
    const key = ERROR_TEXTS[error.code];
    return key && !(showsBackendMessages() && error.backendMessage) ? text(key) : errorText(error);
  }

  // What there is to pair with

  /** By the page's names, where it has some. */
  pairing(enrollment: TotpEnrollment): FullPairing | undefined {
    const { issuer, accountLabel } = this.#host.element;
    const uri = rebuildOtpauth({ ...enrollment, issuer, accountLabel });
    const key = parseOtpauth(uri);
    return key && { key, uri };
  }

  get #current(): FullPairing | undefined {
    const { device } = this.#host.session;
    return device && this.pairing(device.enrollment);
  }

  check(enrollment: TotpEnrollment): MfaErrorCode | undefined {
    return this.pairing(enrollment) ? undefined : 'bad-response';
  }

  /** There is a device: its time is watched, and the developer is told of what common apps cannot do. */
  attend(): void {
    const { element } = this.#host;
    const pairing = this.#current;
    if (!pairing) return;
    this.#activation.watch();
    const unusual = unusualParameters(pairing.key);
    if (unusual.length > 0) {
      warnOnce(
        element,
        `pairs with ${unusual.join(', ')}. Common apps ignore that, and show codes that are wrong.`,
      );
    }
  }

  // What the person does

  async confirmName(): Promise<boolean> {
    const { element, begin, nameField } = this.#host;
    this.name = nameField()?.value.trim() ?? '';
    this.#nameMissing = this.name === '';
    if (!this.#nameMissing) return begin(this.name);
    element.requestUpdate();
    await element.updateComplete;
    nameField()?.focus();
    return false;
  }

  async submit(): Promise<boolean> {
    const { element, session, text, fail } = this.#host;
    const field = this.#host.field();
    if (!element.isConnected || session.status !== 'pairing' || !field) return false;
    this.#codeMissing = !field.complete;
    if (!field.complete || this.#refusal.unchanged) {
      element.requestUpdate();
      // The same code again would only cost an attempt.
      field.select();
      return false;
    }
    const byPerson = this.#hasFocus;
    this.#voice.say(text('totpChecking'));
    this.#refusal.begin();
    const isRight = await this.#activation.activate(field.value);
    if (isRight) await this.#succeed(byPerson);
    else if (session.failure) await fail(session.failure, byPerson);
    return isRight;
  }

  /** Says what went wrong, where it is not the field that says it, and leads the focus there. */
  async fail(error: MfaError, byPerson: boolean): Promise<void> {
    const { element, session, text, clear } = this.#host;
    if (error.code === 'misconfigured' && session.client)
      warnOnce(element, `cannot make a key: ${error.message}.`);
    this.#refusal.answered(this.#isAboutCode(error));
    if (session.phase === 'failed') clear();
    await this.#host.loadErrorTexts();
    if (!this.#isAboutField(error)) this.#voice.alert(this.errorText(error));
    else if (session.refusals === REFUSALS_BEFORE_HINT) this.#voice.say(text('totpClockHint'));
    await element.updateComplete;
    if (!byPerson) return;
    if (this.#refusal.unchanged) this.#host.field()?.select();
    else if (this.#isAboutName(error)) this.#host.nameField()?.select();
    else if (session.phase === 'failed') this.#host.focusOn('[part=retry]');
  }

  /** Nothing that was said of a field holds once it is another. */
  typed(): void {
    this.#nameMissing = this.#codeMissing = false;
    this.#refusal.typed();
  }

  /** Forgets what was copied; the device's name stays. */
  clear(): void {
    this.#copyNote = undefined;
    this.proof.answered = false;
    this.typed();
  }

  leave(): void {
    this.name = undefined;
    this.#qrOpen = false;
  }

  async #succeed(byPerson: boolean): Promise<void> {
    const { element, text, clear, focusOn } = this.#host;
    clear();
    element.requestUpdate();
    await element.updateComplete;
    if (byPerson) focusOn('#done');
    else this.#voice.say(text('totpDone'));
    element.dispatchEvent(new MfaTotpEnrolledEvent(this.name));
  }

  async #copy(secret: string): Promise<void> {
    const { element, session, text } = this.#host;
    const note = await copyOrSelect(secret, element.renderRoot.querySelector('[part=secret]'));
    if (session.phase !== 'pairing') return;
    this.#copyNote = note;
    this.#voice.say(text(note));
  }

  #isAboutCode({ code }: MfaError): boolean {
    return this.#host.session.phase === 'pairing' && RETYPE.includes(code);
  }

  #isAboutName({ code }: MfaError): boolean {
    return this.#host.session.phase === 'naming' && code === 'name-taken';
  }

  #isAboutField(error: MfaError): boolean {
    return this.#isAboutCode(error) || this.#isAboutName(error);
  }

  get #hasFocus(): boolean {
    return this.#host.element.matches(':focus-within');
  }
}
