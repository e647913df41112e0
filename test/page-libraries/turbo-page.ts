import * as Turbo from '@hotwired/turbo';
import '../../src/define/all.js';

/** The same page again: what the server says of it now is morphed into what is there. */
const refresh = (): void => Turbo.visit(location.href, { action: 'replace' });

Object.assign(window, { refresh, visit: Turbo.visit });
