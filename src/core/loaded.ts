import { MfaError } from './mfa-error.js';

/**
 * Code that comes when it is first needed.
 *
 * @throws MfaError `network` where it cannot be had.
 */
export async function loaded<Module>(module: Promise<Module>): Promise<Module> {
  try {
    return await module;
  } catch (cause) {
    if (cause instanceof MfaError) throw cause;
    throw new MfaError('network', { message: 'some code could not be loaded', cause });
  }
}
