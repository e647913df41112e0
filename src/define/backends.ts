import { registerBackend } from '../core/backend-registry.js';

/** Each backend's code is loaded when a tag names it. */
registerBackend('ciam', async () => (await import('../backends/ciam/index.js')).default);
registerBackend('loginradius', async () => (await import('../backends/loginradius/index.js')).default);
registerBackend('better-auth', async () => (await import('../backends/better-auth/index.js')).default);
registerBackend('rest', async () => (await import('../backends/rest/index.js')).default, ['description']);
