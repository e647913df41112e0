/** The script of the page that takes over what its server has rendered, on a phone. */
const list = (media: string): MediaQueryList =>
  Object.assign(new EventTarget(), { media, matches: true, onchange: null }) as unknown as MediaQueryList;
window.matchMedia = list;

void import('./hydrating-page.js');
