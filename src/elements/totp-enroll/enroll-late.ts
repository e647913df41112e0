import { latePart } from '../late-part.js';

/** What an enrolment needs once somebody acts. */
export const enrollLate = latePart(() => import('./late/index.js'));
