/** A gateway in a process of its own: `fork` this file with what {@link ProcessOptions} says, and it tells where it is. */
import { createClient } from 'redis';
import { listen } from '../../../examples/server/listen.js';
import { createMfaGateway, createRedisStore, toNodeHandler } from '../../../src/server/index.js';
import { GENEROUS, identify } from './gateway-site.js';

export interface ProcessOptions {
  upstream: string;
  redis: string;
}

const { upstream, redis } = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
const client = createClient({ url: redis, socket: { reconnectStrategy: 20 } });
client.on('error', () => {
  // It connects again by itself.
});
await client.connect();
const server = await listen();
const gateway = createMfaGateway({
  upstream,
  tokenEndpoint: `${upstream}/ciam-mfa/v2/get/token`,
  clientId: 'sandbox',
  clientSecret: 'sandbox-secret',
  identify,
  trustedDevices: {},
  limits: GENEROUS,
  // A thousand at once on a small machine take their time, which is not what the tests are about.
  store: createRedisStore(client, { timeoutMs: 30_000 }),
});
const toGateway = toNodeHandler(gateway);
server.handle = (incoming, outgoing) => {
  if (incoming.url !== '/sign-in') {
    toGateway(incoming, outgoing);
    return;
  }
  // What an application does after the password.
  const request = new Request(`${server.url}/sign-in`, {
    headers: { cookie: incoming.headers.cookie ?? '' },
  });
  void gateway.isTrustedDevice(request, { userName: 'jdoe' }).then(({ isTrusted, headers }) => {
    outgoing.setHeader('set-cookie', headers.getSetCookie());
    outgoing.end(JSON.stringify(isTrusted));
  });
};
process.send?.(server.url);
process.on('disconnect', () => process.exit());
