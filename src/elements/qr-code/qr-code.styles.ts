import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    inline-size: var(--mfa-qr-code-size, 12.5rem);
    max-inline-size: 100%;
    aspect-ratio: 1;
    vertical-align: top;
  }
  svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: var(--_radius);
    /* Cameras want dark on white: no theme, contrast mode or automatic darkening may touch it. */
    color-scheme: only light;
    forced-color-adjust: none;
  }
  p {
    margin: 0;
  }
`;
