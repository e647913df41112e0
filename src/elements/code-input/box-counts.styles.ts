import { unsafeCSS } from 'lit';

/** The number of boxes, for the sums of the other sheet, without a style attribute. */
export const counts = unsafeCSS([4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `.n${n}{--_n:${n}}`).join(''));
