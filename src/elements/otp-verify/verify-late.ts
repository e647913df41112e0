import { LatePart } from '../late-part.js';

/** What a verification needs once somebody acts. */
export const verifyLate = new LatePart(() => import('./late/index.js'));

/** What takes codes from text messages, for browsers that can. */
export const webOtpLate = new LatePart(() => import('../../controllers/web-otp-controller.js'));
