import type { Meta } from '@storybook/web-components-vite';
import { inTheme } from './support/themes.js';

const meta: Meta = { title: 'Themes/GOV.UK' };
export default meta;

export const {
  Choosing,
  Enrolling,
  RecoveryCodes,
  Completed,
  Unusable,
  Ended,
  Failed,
  Questions,
  WhereTo,
  Number,
  WrongCode,
  TooManyAttempts,
  Waiting,
  RecoveryCode,
  Settings,
  Removing,
} = inTheme('govuk');
