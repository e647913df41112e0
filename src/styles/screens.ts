import { css } from 'lit';

/** What the elements with more than one screen have in common, on top of the controls. */
export const screens = css`
  :host {
    max-inline-size: 36rem;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
    padding: var(--_space-xl);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
  }
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    list-style-type: '';
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .list > li + li {
    border-block-start: 1px solid var(--_line);
  }
  /* Before a code is asked for there is nothing to check. */
  .asks mfa-otp-verify:state(idle) {
    display: none;
  }
  [tabindex='-1']:focus-visible {
    outline-offset: 0.25rem;
    border-radius: var(--_radius);
  }
  @media (max-width: 26rem) {
    .card {
      padding: var(--_space-m);
    }
  }
`;
