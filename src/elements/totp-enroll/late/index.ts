/** What an enrolment needs once somebody acts, or something goes wrong. Loaded then; key and QR code are shown before. */
import { codeLate } from '../../../locales/en/code-late.js';
import { totpLate } from '../../../locales/en/totp-late.js';

export { EnrollActs } from './enroll-acts.js';
export { styles } from './enroll-late.styles.js';

export const texts = { ...totpLate, ...codeLate };
