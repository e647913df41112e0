import { writtenDay } from '../../locales/text-values.js';
import type { PropertyDeclarations } from 'lit';
import type { RecoveryCodesFlow } from '../../flows/recovery-codes-flow.js';
import { optionalNumber, optionalText } from '../attributes.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import type { CodeSheet } from './saved-codes.js';

/** The options of `<mfa-recovery-codes>`. */
export abstract class RecoveryCodesOptions extends MfaFlowElement {
  static override properties: PropertyDeclarations = {
    codes: { attribute: false },
    flow: { attribute: false },
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    confirm: { type: Boolean },
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    boxMissing: { state: true },
    typedWrong: { state: true },
    hasLeft: { state: true },
  };

  /** Codes that the backend has just made. Taken over at once: reading the property gives nothing. */
  codes?: readonly string[] | undefined;

  /** What has the codes, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: RecoveryCodesFlow | undefined;

  /** Whose codes they are, on paper and in the file. Default: the host of the page's address. */
  issuer?: string | undefined;

  /** Whose account it is, on paper and in the file. Default: it is not said. */
  accountLabel?: string | undefined;

  /** Whether one code has to be typed back before going on. Default false. */
  confirm = false;

  /** Level of the titles, 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  /** The box that says that they are saved was not ticked. */
  protected boxMissing = false;

  /** What was typed back is none of the codes. */
  protected typedWrong = false;

  /** The element is in no document any more. */
  protected hasLeft = false;

  /** What goes onto paper or into a file, with site, account and date. */
  protected sheetOf(codes: readonly string[]): CodeSheet {
    const { text, accountLabel } = this;
    return {
      title: text('recoveryCodesFileTitle', { site: this.issuer ?? location.hostname }),
      facts: [
        ...(accountLabel ? [text('recoveryCodesFileAccount', { account: accountLabel })] : []),
        text('recoveryCodesFileDate', { date: writtenDay(this.time().now()) }),
        text('recoveryCodesFileOnce'),
      ],
      codes,
    };
  }
}
