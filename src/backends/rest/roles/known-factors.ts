import type { CallOptions, Channel, Factor } from '../../../core/client.js';
import { MfaError } from '../../../core/mfa-error.js';

/** The factors of the person as they were last listed, for calls that name the one that is asked. */
export class KnownFactors {
  readonly #list: ((options?: CallOptions) => Promise<readonly Factor[]>) | undefined;
  #factors: readonly Factor[] = [];

  /** @param list - Lists them, where that is described. */
  constructor(list?: (options?: CallOptions) => Promise<readonly Factor[]>) {
    this.#list = list;
  }

  take<Factors extends readonly Factor[]>(factors: Factors): Factors {
    this.#factors = factors;
    return factors;
  }

  /**
   * The factor that is asked: the active one of that channel, of that name where several are. Lists them where
   * it is not among those that are known.
   *
   * @throws MfaError `not-enrolled`
   */
  async of(channel: Channel | 'push', name: string | undefined, options?: CallOptions): Promise<Factor> {
    const find = (): Factor | undefined =>
      this.#factors.find(
        (factor) =>
          factor.active &&
          factor.kind === channel &&
          (name === undefined || factor.name === name || factor.id === name),
      );
    if (!find() && this.#list) this.take(await this.#list(options));
    const factor = find();
    if (!factor) throw new MfaError('not-enrolled', { message: `REST: no factor for ${channel}` });
    return factor;
  }
}
