/** The script of a page that takes over what its server has rendered, without the properties that it was rendered from. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';

void import('./bare-page.js');
