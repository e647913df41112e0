import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 40rem;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  [part='this'] {
    padding: 0 0.5rem;
    border: 1px solid var(--_border);
    border-radius: 1rem;
    font-size: 0.8125rem;
    font-weight: 400;
    white-space: nowrap;
  }
  [part='devices'] {
    display: grid;
    margin: 0;
    padding: 0;
    list-style-type: '';
    border-block: 1px solid color-mix(in srgb, var(--_border) 45%, transparent);
  }
  [part='device'] {
    display: grid;
    gap: 0.25rem 1rem;
    padding-block: 0.875rem;
  }
  [part='device'] + [part='device'] {
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
    overflow-wrap: anywhere;
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
  [part='device'] > [part='task'],
  [part='device'] > mfa-proof {
    margin-block-start: 0.5rem;
  }
  [part='loading'] {
    min-height: 3rem;
  }
  @media (max-width: 26rem) {
    [part='task'],
    mfa-proof {
      padding: 0.75rem;
    }
  }
`;
