import { latePart } from '../late-part.js';

/** The question for a proof, for elements whose backends mostly want none. */
export const proofLate = latePart(() => import('./late/index.js'));
