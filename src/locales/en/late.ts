import { errors } from './errors.js';
import { verifyLate } from './verify-late.js';

/** What most people never read. Loaded when somebody acts, so that it is there when something goes wrong. */
export const late = { ...errors, ...verifyLate };
