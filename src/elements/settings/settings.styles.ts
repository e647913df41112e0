import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 40rem;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  [part='factors'] {
    display: grid;
    margin: 0;
    padding: 0;
    list-style-type: '';
    border-block: 1px solid color-mix(in srgb, var(--_border) 45%, transparent);
  }
  [part='factor'] {
    display: grid;
    gap: 0.25rem 1rem;
    padding-block: 0.875rem;
  }
  [part='factor'] + [part='factor'] {
    border-block-start: 1px solid color-mix(in srgb, var(--_border) 45%, transparent);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0.25rem 1rem;
  }
  .facts {
    flex: 1 1 12rem;
    min-inline-size: 0;
  }
  .actions {
    gap: 0.25rem 1rem;
  }
  .buttons {
    gap: 0.5rem;
  }
  [part='task'],
  mfa-proof {
    padding: 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  [part='factor'] > [part='task'],
  [part='factor'] > mfa-proof {
    margin-block-start: 0.5rem;
  }
  [part='recovery'],
  [part='trusted'] {
    margin-block-start: 0.75rem;
  }
  @media (max-width: 26rem) {
    [part='task'],
    mfa-proof {
      padding: 0.75rem;
    }
  }
`;
