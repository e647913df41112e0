import { buttons } from './buttons.js';
import { fields } from './fields.js';
import { spinner } from './spinner.js';

/** Buttons, fields and texts, the same in every element. */
export const controls = [buttons, fields, spinner];
