import type { PropertyDeclarations } from 'lit';
import { CHANNELS } from '../../core/kinds.js';
import type { Challenge, Channel } from '../../core/client.js';
import type { OtpVerifyFlow } from '../../flows/otp-verify-flow.js';
import { numberWithin, optionalBoolean, optionalNumber, optionalText, wordOf } from '../attributes.js';
import { MfaFlowElement } from '../mfa-flow-element.js';

const DEFAULT_CODE_LENGTH = 6;

/**
 * The options of `<mfa-otp-verify>`, and what they come to once bad values are set right.
 *
 * @csspart code-label - The label of the field.
 * @csspart code-hint - The line below the field.
 * @csspart code-error - What is wrong with the code.
 * @csspart boxes - The row of boxes.
 * @csspart box - One box.
 * @csspart code-field - The field for the code.
 */
export abstract class OtpVerifyOptions extends MfaFlowElement {
  static override properties: PropertyDeclarations = {
    challenge: { attribute: false },
    deviceType: { attribute: 'device-type', converter: optionalText },
    deviceName: { attribute: 'device-name', converter: optionalText },
    codeLength: { attribute: 'code-length', converter: optionalNumber },
    expiresIn: { attribute: 'expires-in', converter: optionalNumber },
    resendDelay: { attribute: 'resend-delay', converter: optionalNumber },
    maxResends: { attribute: 'max-resends', converter: optionalNumber },
    autoSubmit: { attribute: 'auto-submit', type: Boolean },
    rememberDevice: { attribute: 'remember-device', converter: optionalBoolean },
    recovery: { type: Boolean },
    flow: { attribute: false },
    isRecovering: { state: true },
    isIncomplete: { state: true },
  };

  /** The challenge that the code answers. A new one replaces it after each resend. */
  challenge?: Challenge | undefined;

  /** `totp` for the codes of an authenticator app, which need no request. Otherwise the challenge tells. */
  deviceType?: string | undefined;

  /** Which of the person's devices to ask, for backends that want its name. */
  deviceName?: string | undefined;

  /** How many characters a code has, where the backend does not say. Default 6. */
  codeLength?: number | undefined;

  /**
   * Seconds for which a code is good, where the backend does not say. Default 300; but only what is set here, or said
   * by the backend, is treated as certain.
   */
  expiresIn?: number | undefined;

  /** Seconds before another code may be asked for, where the backend does not say. Default 30; doubles each time. */
  resendDelay?: number | undefined;

  /** How often another code may be asked for. Default: no limit but the backend's. */
  maxResends?: number | undefined;

  /** Check the code as soon as it is complete. Default false. Off while the box for this device is shown. */
  autoSubmit = false;

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  rememberDevice?: boolean | undefined;

  /** Take a recovery code only, for backends that have them. Default false. */
  recovery = false;

  /** What checks the code, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: OtpVerifyFlow | undefined;

  /** The person enters a recovery code. */
  protected isRecovering = false;

  /** A code that is not whole was sent. */
  protected isIncomplete = false;

  /** The channel that the page names, for as long as no challenge tells. */
  protected get chosenChannel(): Channel {
    return wordOf(this, 'device-type', this.deviceType, CHANNELS, 'sms');
  }

  protected lengthOf(challenge: Challenge | undefined): number {
    const fallback = challenge?.codeLength ?? DEFAULT_CODE_LENGTH;
    return numberWithin(this, 'code-length', this.codeLength, { min: 4, max: 12, fallback });
  }
}
