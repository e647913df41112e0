/** What an enrolment needs once somebody acts, or something goes wrong. Loaded then; key and QR code are shown before. */
export { EnrollActs } from './enroll-acts.js';
export { styles } from './enroll-late.styles.js';
