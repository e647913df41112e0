/** The script of a page that takes over what its server has rendered. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';

// Later: a bundler that splits has Lit in a piece of its own, which would come before what Lit asks for.
void import('./take-over.js');
