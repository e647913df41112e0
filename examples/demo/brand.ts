/** What the pretend site is called. */
export const BRAND = 'Halcyon Bank';
