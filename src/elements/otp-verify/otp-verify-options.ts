import { property } from 'lit/decorators.js';
import { CHANNELS, type Challenge, type Channel } from '../../core/client.js';
import { numberWithin, optionalBoolean, optionalNumber, optionalText, wordOf } from '../attributes.js';
import { MfaFlowElement } from '../mfa-flow-element.js';

const DEFAULT_CODE_LENGTH = 6;
const DEFAULT_EXPIRES_IN_S = 300;
const DAY_S = 86_400;

/** The options of `<mfa-otp-verify>`, and what they come to once bad values are set right. */
export abstract class OtpVerifyOptions extends MfaFlowElement {
  /** The challenge that the code answers. A new one replaces it after each resend. */
  @property({ attribute: false }) challenge?: Challenge | undefined;

  /** `totp` for the codes of an authenticator app, which need no request. Otherwise the challenge tells. */
  @property({ attribute: 'device-type', converter: optionalText }) deviceType?: string | undefined;

  /** Which of the person's devices to ask, for backends that want its name. */
  @property({ attribute: 'device-name', converter: optionalText }) deviceName?: string | undefined;

  /** How many characters a code has, where the backend does not say. Default 6. */
  @property({ attribute: 'code-length', converter: optionalNumber }) codeLength?: number | undefined;

  /**
   * Seconds for which a code is good, where the backend does not say. Default 300; but only what is set here, or said
   * by the backend, is treated as certain.
   */
  @property({ attribute: 'expires-in', converter: optionalNumber }) expiresIn?: number | undefined;

  /** Seconds before another code may be asked for, where the backend does not say. Default 30; doubles each time. */
  @property({ attribute: 'resend-delay', converter: optionalNumber }) resendDelay?: number | undefined;

  /** How often another code may be asked for. Default: no limit but the backend's. */
  @property({ attribute: 'max-resends', converter: optionalNumber }) maxResends?: number | undefined;

  /** Check the code as soon as it is complete. Default false. Off while the box for this device is shown. */
  @property({ attribute: 'auto-submit', type: Boolean }) autoSubmit = false;

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  @property({ attribute: 'remember-device', converter: optionalBoolean }) rememberDevice?:
    boolean | undefined;

  /** The channel that the page names, for as long as no challenge tells. */
  protected get chosenChannel(): Channel {
    return wordOf(this, 'device-type', this.deviceType, CHANNELS, 'sms');
  }

  protected lengthOf(challenge: Challenge | undefined): number {
    const fallback = challenge?.codeLength ?? DEFAULT_CODE_LENGTH;
    return numberWithin(this, 'code-length', this.codeLength, { min: 4, max: 12, fallback });
  }

  protected get lifetime(): { seconds: number; certain: boolean } {
    const limits = { min: 1, max: DAY_S, fallback: DEFAULT_EXPIRES_IN_S };
    return {
      seconds: numberWithin(this, 'expires-in', this.expiresIn, limits),
      certain: this.expiresIn !== undefined,
    };
  }

  protected get resendLimit(): number {
    return numberWithin(this, 'max-resends', this.maxResends, { min: 0, max: 100, fallback: Infinity });
  }
}
