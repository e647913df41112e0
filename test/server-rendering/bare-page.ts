/** The script of a page that has nothing which takes over what its server has rendered. */
import { ready } from './ready.js';

// Without the shadow roots: as if no server had rendered them.
const markup = document.querySelector('main')!.innerHTML;
await ready((twin) => (twin.innerHTML = markup));
