import { MfaProof } from '../elements/proof/proof.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-proof': MfaProof;
  }
}

MfaProof.define();
