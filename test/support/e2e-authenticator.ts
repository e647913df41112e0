/** An authenticator of Chromium's own, in place of a finger: the browser's ceremonies are the real ones. */
import type { CDPSession, Page } from 'playwright-core';

export interface AuthenticatorSettings {
  /** Whether it keeps passkeys, so that nobody has to name them. Default true. */
  hasResidentKey?: boolean;
  /** Whether it can tell who is there. Default true. */
  hasUserVerification?: boolean;
  /** Whether the person says yes at once. Default true: else the dialog stays open. */
  isPresent?: boolean;
}

export class VirtualAuthenticator {
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(session: CDPSession, authenticatorId: string) {
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  static async plugIn(page: Page, settings: AuthenticatorSettings = {}): Promise<VirtualAuthenticator> {
    const { hasResidentKey = true, hasUserVerification = true, isPresent = true } = settings;
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey,
        hasUserVerification,
        isUserVerified: hasUserVerification,
        automaticPresenceSimulation: isPresent,
      },
    });
    return new VirtualAuthenticator(session, authenticatorId);
  }

  /** How many passkeys it has. */
  async count(): Promise<number> {
    return (await this.#credentials()).length;
  }

  /** From now on the finger is the wrong one, or the right one again. */
  async recognises(isUserVerified: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setUserVerified', {
      authenticatorId: this.#authenticatorId,
      isUserVerified,
    });
  }

  /** The person says yes at once, or not at all. */
  async answers(enabled: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.#authenticatorId,
      enabled,
    });
  }

  /** The person clears out their password manager. */
  async forget(): Promise<void> {
    for (const { credentialId } of await this.#credentials())
      await this.#session.send('WebAuthn.removeCredential', {
        authenticatorId: this.#authenticatorId,
        credentialId,
      });
  }

  async #credentials(): Promise<readonly { credentialId: string }[]> {
    const { credentials } = await this.#session.send('WebAuthn.getCredentials', {
      authenticatorId: this.#authenticatorId,
    });
    return credentials;
  }
}
