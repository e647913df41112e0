import { css } from 'lit';
import { facts } from '../../styles/facts.js';

export const styles = [
  facts,
  css`
    .name {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.5rem;
    }
    [part~='this'] {
      padding: 0.0625rem 0.5rem;
      border-radius: 1rem;
      background: color-mix(in srgb, var(--_success) 12%, transparent);
      color: var(--_success);
      font-size: 0.8125rem;
    }
    @media (forced-colors: active) {
      [part~='this'] {
        border: 1px solid;
      }
    }
  `,
];
