import { latePart } from '../late-part.js';

/** What a verification needs once somebody acts. */
export const verifyLate = latePart(() => import('./late/index.js'));

/** What takes codes from text messages, for browsers that can. */
export const webOtpLate = latePart(() => import('../../controllers/web-otp-controller.js'));
