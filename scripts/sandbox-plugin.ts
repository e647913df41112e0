import type { Connect, Plugin } from 'vite';
import { createSandbox, type SandboxIdentity } from '../src/sandbox/index.js';
import { sendResponse, toRequest } from './node-adapter.js';

/** Who is signed in to the pretend site of the demo. */
const ALEX: SandboxIdentity = {
  userName: 'alex',
  phoneNumber: '+12025550406',
  email: 'alex@example.com',
};

const PATHS = ['/mfa/', '/ciam-mfa/', '/sandbox/'];

/** Puts the sandbox behind the demo: a whole MFA backend in the development server, with its outbox and its faults. */
export function sandboxPlugin(): Plugin {
  const sandbox = createSandbox({
    identify: () => ALEX,
    controls: true,
    settings: { tellsTimes: true, host: 'localhost' },
  });
  const handle: Connect.NextHandleFunction = (request, response, next) => {
    if (!PATHS.some((path) => request.url?.startsWith(path))) return next();
    void toRequest(request, response)
      .then((made) => sandbox.fetch(made))
      .then((answer) => sendResponse(answer, response))
      .catch(next);
  };
  return {
    name: 'mfa-sandbox',
    configureServer: (server) => void server.middlewares.use(handle),
    configurePreviewServer: (server) => void server.middlewares.use(handle),
  };
}
