import { buttons } from './buttons.js';
import { forms } from './forms.js';
import { scenes } from './scenes.js';
import { spinner } from './spinner.js';
import { screenTokens } from './tokens.js';

/** Buttons, fields, texts, and how things stand, the same in every element. */
export const controls = [screenTokens, buttons, forms, scenes, spinner];
