import type { PropertyDeclarations } from 'lit';
import type { TotpEnrollFlow } from '../../flows/totp-enroll-flow.js';
import type { TextKey } from '../../locales/texts.js';
import { optionalNumber, optionalText } from '../attributes.js';
import { MfaFlowElement } from '../mfa-flow-element.js';

/** The options of `<mfa-totp-enroll>`, and what the person has opened or left out. */
export abstract class TotpEnrollOptionsElement extends MfaFlowElement {
  static override properties: PropertyDeclarations = {
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    deviceName: { attribute: 'device-name', converter: optionalText },
    autoSubmit: { attribute: 'auto-submit', type: Boolean },
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    flow: { attribute: false },
    missing: { state: true },
    copyNote: { state: true },
    isQrOpen: { state: true },
  };

  /** Who the account is with, as the app shows it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as the app shows it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** A name for the device, which the person may change. Only for backends that name devices. */
  deviceName?: string | undefined;

  /** Check the code as soon as it is complete. Default false. */
  autoSubmit = false;

  /** The level of the headings of the steps, from 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  /** What pairs the app, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: TotpEnrollFlow | undefined;

  /** What was sent without being whole. */
  protected missing: 'name' | 'code' | undefined;
  /** What came of copying the key. */
  protected copyNote: TextKey | undefined;
  /** On a phone the QR code is drawn when somebody asks for it. */
  protected isQrOpen = false;
}
