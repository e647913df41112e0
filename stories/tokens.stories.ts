import type { Meta } from '@storybook/web-components-vite';
import { page } from './support/pages.js';
import { tokenTable } from './support/token-table.js';

const meta: Meta = { title: 'Tokens' };
export default meta;

export const AllTokens = page(tokenTable);
