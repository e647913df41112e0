/**
 * One place for what all our events have in common: they bubble and cross shadow roots.
 * No event ever holds a code, a secret, a recovery code or a token.
 */
export class MfaEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { detail, bubbles: true, composed: true, cancelable });
  }
}
