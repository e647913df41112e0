import { buttons } from './buttons.js';
import { forms } from './forms.js';
import { spinner } from './spinner.js';

/** Buttons, fields and texts, the same in every element. */
export const controls = [buttons, forms, spinner];
