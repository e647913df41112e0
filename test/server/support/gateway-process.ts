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
server.handle = toNodeHandler(
  createMfaGateway({
    upstream,
    tokenEndpoint: `${upstream}/ciam-mfa/v2/get/token`,
    clientId: 'sandbox',
    clientSecret: 'sandbox-secret',
    identify,
    limits: GENEROUS,
    // A thousand at once on a small machine take their time, which is not what the tests are about.
    store: createRedisStore(client, { timeoutMs: 30_000 }),
  }),
);
process.send?.(server.url);
process.on('disconnect', () => process.exit());
