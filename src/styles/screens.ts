import { css } from 'lit';

/** What the elements with more than one screen have in common, on top of the controls. */
export const screens = css`
  :host {
    max-inline-size: 36rem;
  }
  .title {
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.375rem;
    max-inline-size: 22rem;
  }
  /* Before a code is asked for there is nothing to check. */
  .asks mfa-otp-verify:state(idle) {
    display: none;
  }
  [part='loading'] {
    position: relative;
    min-height: 6rem;
  }
  [tabindex='-1']:focus-visible {
    outline-offset: 0.25rem;
    border-radius: var(--_radius);
  }
`;
