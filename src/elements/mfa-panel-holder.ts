import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { ConfigSource } from '../controllers/config.js';
import { pageCeremony } from '../controllers/passkey-ceremony.js';
import { provideConfig } from '../controllers/provide-config.js';
import type { PanelHolderOptions } from '../flows/panel-options.js';
import { optionalNumber, optionalText } from './attributes.js';
import { MfaFlowElement } from './mfa-flow-element.js';

/** What the elements share that hold others: the second step and the account page. Their options count inside of them. */
export abstract class MfaPanelHolder extends MfaFlowElement implements ConfigSource {
  static override properties: PropertyDeclarations = {
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
  };

  /** @internal */
  readonly takers = provideConfig(this);

  /** Who the account is with, as apps and saved codes show it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as apps and saved codes show it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** Level of the titles, 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  /** What the flow is told that holds those of the panels. */
  protected readonly holderOptions: PanelHolderOptions = {
    client: this.clients,
    issuer: () => this.issuer,
    accountLabel: () => this.accountLabel,
    resendDelay: () => this.firstResendDelay(undefined),
    securityQuestionsCount: () => this.setting('securityQuestionsCount'),
    recordKey: () => this.recordKeyOf(this.id),
    ceremony: pageCeremony,
    ...this.ports,
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }
}
