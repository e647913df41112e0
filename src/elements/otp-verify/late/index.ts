/** What a verification needs once somebody acts, or something goes wrong. Loaded then; the field is there before. */
import { time } from '../../../locales/en/time.js';
import { proof } from '../../../locales/en/proof.js';
import { recoveryField } from '../../../locales/en/recovery-field.js';
import { verifyActs } from '../../../locales/en/verify-acts.js';
import { forms } from '../../../styles/forms.js';
import { spinner } from '../../../styles/spinner.js';
import { styles as own } from './verify-late.styles.js';

export { VerifyActs } from './verify-acts.js';

export const styles = [forms, spinner, own];
export const texts = { ...time, ...verifyActs, ...recoveryField, ...proof };
