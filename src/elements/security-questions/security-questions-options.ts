import type { PropertyDeclarations } from 'lit';
import type { SecurityQuestionsFlow } from '../../flows/security-questions-flow.js';
import {
  SECURITY_QUESTIONS_MODES,
  type SecurityQuestionsMode,
} from '../../flows/security-questions-state.js';
import { numberWithin, optionalNumber, wordOf } from '../attributes.js';
import { MfaFlowElement } from '../mfa-flow-element.js';

/** The options of `<mfa-security-questions>`, and what they come to once bad values are set right. */
export abstract class SecurityQuestionsOptions extends MfaFlowElement {
  static override properties: PropertyDeclarations = {
    mode: {},
    securityQuestionsCount: { attribute: 'security-questions-count', converter: optionalNumber },
    flow: { attribute: false },
    revealed: { state: true },
  };

  /** `answer` or `set`. Default `answer`. */
  mode = 'answer';

  /** How many questions have to be set, where the page wants more than the backend does. */
  securityQuestionsCount?: number | undefined;

  /** What has the questions, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: SecurityQuestionsFlow | undefined;

  /** Answers that are hidden while they are typed are shown. */
  protected revealed = false;

  protected get chosenMode(): SecurityQuestionsMode {
    return wordOf(this, 'mode', this.mode, SECURITY_QUESTIONS_MODES, 'answer');
  }

  protected get countWanted(): number | undefined {
    const count = this.setting('securityQuestionsCount');
    const limits = { min: 1, max: 100, fallback: 1 };
    return count === undefined ? undefined : numberWithin(this, 'security-questions-count', count, limits);
  }
}
