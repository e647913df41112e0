import { css } from 'lit';

export const styles = css`
  [part~='send'],
  [part~='resend'] {
    min-width: 8rem;
  }
  [part~='number'] {
    margin: 0;
    font-size: 3rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
    letter-spacing: 0.05em;
    /* Digits stay in their order among words that run the other way. */
    direction: ltr;
    unicode-bidi: isolate;
    inline-size: fit-content;
    overflow-wrap: anywhere;
  }
`;
