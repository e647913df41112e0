import { MAX_BODY_BYTES } from './body.js';
import { sendResponse, toRequest, type NodeRequest, type NodeResponse } from './node-adapter.js';
import type { GatewayContext, GatewayHandler } from './options.js';

/** Express's own `req`, by what is used of it. */
export interface ExpressRequest extends NodeRequest {
  readonly originalUrl: string;
  /** By Express's `trust proxy`. */
  readonly ip?: string | undefined;
  readonly protocol: string;
  readonly body?: unknown;
}

export interface NodeHandlerOptions {
  /**
   * Behind a proxy: where the request comes from, by the header that the proxy writes. Default: the other end of the
   * connection, which then is the proxy for everybody.
   */
  addressOf?: (incoming: NodeRequest) => string | undefined;
}

/** The gateway as a listener of `http.createServer`. What is not below its base path it answers with 404. */
export function toNodeHandler(
  gateway: GatewayHandler,
  { addressOf }: NodeHandlerOptions = {},
): (incoming: NodeRequest, outgoing: NodeResponse) => void {
  return (incoming, outgoing) => {
    const context: GatewayContext = addressOf
      ? { address: addressOf(incoming) }
      : { address: incoming.socket.remoteAddress, isPeer: true };
    void answer(gateway, incoming, outgoing, context).catch(() => {
      // The other side has hung up in the middle, or sent what is no request.
      outgoing.statusCode = 400;
      outgoing.end();
    });
  };
}

/** The gateway as a handler of Express: `app.use('/mfa', toExpress(gateway))`, before or after `express.json()`. */
export function toExpress(
  gateway: GatewayHandler,
): (request: ExpressRequest, response: NodeResponse, next: (error: unknown) => void) => void {
  return (request, response, next) => {
    // Below a mount point, `url` is what is left of the path.
    const incoming: NodeRequest = {
      method: request.method,
      url: request.originalUrl,
      headers: request.headers,
      socket: { encrypted: request.protocol === 'https' },
      iterator: (options) => request.iterator(options),
    };
    const context = { address: request.ip, isPeer: request.ip === request.socket.remoteAddress };
    void answer(gateway, incoming, response, context, parsedBody(request)).catch(next);
  };
}

/** A body parser that comes first leaves an object, and nothing to read. */
function parsedBody({ body }: ExpressRequest): string | undefined {
  return body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
}

async function answer(
  gateway: GatewayHandler,
  incoming: NodeRequest,
  outgoing: NodeResponse,
  context: GatewayContext,
  body?: string,
): Promise<void> {
  const request = await toRequest(incoming, outgoing, {
    maxBytes: MAX_BODY_BYTES,
    ...(body !== undefined && { body }),
  });
  const response = await gateway(request, context);
  // The rest of what is too long is not waited for.
  if (response.status === 413) response.headers.set('connection', 'close');
  await sendResponse(response, outgoing);
}
