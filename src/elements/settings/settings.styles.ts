import { css } from 'lit';
import { facts } from '../../styles/facts.js';

export const styles = [
  facts,
  css`
    [part~='recovery'],
    [part~='trusted'] {
      margin-block-start: var(--_gap);
      padding-block-start: var(--_space-xl);
      border-block-start: 1px solid var(--_line);
    }
  `,
];
