/** Servers of this machine only. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendResponse, toRequest } from '../../src/server/node-adapter.js';

export interface Listening {
  readonly url: string;
  /** Set once it is known where the server listens. */
  handle: RequestListener;
  close(): Promise<void>;
}

/** Listens on loopback; port 0 is a free one. */
export async function listen(port = 0): Promise<Listening> {
  const server = createServer((incoming, outgoing) => listening.handle(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    // Room for many who come at once.
    server.once('error', reject).listen({ port, host: '127.0.0.1', backlog: 2048 }, resolve);
  });
  const listening: Listening = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle: (_, outgoing) => outgoing.writeHead(503).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return listening;
}

/** A function from request to response as a listener. */
export function listener(answer: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    void toRequest(incoming, outgoing)
      .then(answer)
      .then((response) => sendResponse(response, outgoing))
      .catch(() => outgoing.destroy());
  };
}
