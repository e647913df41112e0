/**
 * One place for what all our events have in common: they bubble and cross shadow roots.
 * No event ever holds a code, a secret, a recovery code or a token.
 */
export abstract class MfaEvent<Detail = null> extends CustomEvent<Detail> {
  /** The name that pages listen for. */
  static readonly type: string = '';
  /** Whether a page can keep what follows from happening. */
  static readonly cancelable: boolean = false;

  constructor(detail: Detail) {
    const { type, cancelable } = new.target;
    super(type, { detail, bubbles: true, composed: true, cancelable });
  }
}
