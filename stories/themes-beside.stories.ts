import type { Meta } from '@storybook/web-components-vite';
import { besideOf } from './support/beside.js';
import { page } from './support/pages.js';

/** Each theme beside the design system that it is after, as that one's own documentation has it. */
const meta: Meta = { title: 'Themes/Beside the original' };
export default meta;

export const Material = page(() => besideOf('material'));
export const Bootstrap = page(() => besideOf('bootstrap'));
export const GovUk = page(() => besideOf('govuk'));
export const WebAwesome = page(() => besideOf('webawesome'));
