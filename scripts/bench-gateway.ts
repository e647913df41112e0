/**
 * `npx tsx scripts/bench-gateway.ts [requests]`: what a request through the gateway costs beside the same backend asked
 * directly, and what memory it takes. Everything on this machine; at most 20,000 requests.
 */
import { CiamClient } from '../src/backends/ciam/index.js';
import { listen, listener } from '../examples/server/listen.js';
import { createMfaGateway, toNodeHandler } from '../src/server/index.js';

const REQUESTS = Math.min(Number(process.argv[2] ?? 2000), 20_000);
const CONCURRENCY = 20;
const WITHOUT_LIMIT = { count: 1_000_000, windowMs: 3_600_000 };

const upstream = await listen();
upstream.handle = listener(async (request) => {
  await request.text();
  const { pathname } = new URL(request.url);
  if (pathname === '/token') {
    return Response.json({ access_token: 'token', token_type: 'Bearer', expires_in: 7199 });
  }
  return pathname.endsWith('/mfadevices')
    ? Response.json([{ deviceType: 'TOTP', deviceName: 'My phone', status: 'ACTIVE' }])
    : Response.json({ authId: crypto.randomUUID(), status: 'SUCCESS' }, { status: 201 });
});
const front = await listen();
const everyone = { user: WITHOUT_LIMIT, destination: WITHOUT_LIMIT, address: WITHOUT_LIMIT };
const gateway = createMfaGateway({
  upstream: upstream.url,
  tokenEndpoint: `${upstream.url}/token`,
  clientId: 'bench',
  clientSecret: 'bench-secret',
  identify: (request) => {
    const userName = request.headers.get('x-user') ?? 'nobody';
    return { sessionId: userName, userName, phoneNumber: '+12025550406' };
  },
  limits: { sends: everyone, checks: everyone, others: everyone, resendDelayMs: 0 },
});
front.handle = toNodeHandler(gateway);

type Ask = (i: number) => Promise<unknown>;

/** The same client both ways: once as a page's, once as a trusted caller's. */
function through(i: number): CiamClient {
  return new CiamClient({
    endpoint: `${front.url}/mfa`,
    headers: { 'x-user': `user${i}`, origin: front.url },
  });
}
function directly(i: number): CiamClient {
  return new CiamClient({
    endpoint: upstream.url,
    userName: `user${i}`,
    phoneNumber: '+12025550406',
    headers: { authorization: 'Bearer token' },
  });
}

/** Milliseconds per request, of which `CONCURRENCY` are under way at a time. */
async function measure(ask: Ask, count: number): Promise<{ each: number; median: number; p99: number }> {
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < count) {
        const asked = performance.now();
        await ask(next++);
        times.push(performance.now() - asked);
      }
    }),
  );
  const each = (performance.now() - started) / count;
  times.sort((a, b) => a - b);
  return { each, median: times[times.length >> 1] ?? 0, p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}

const CALLS: Record<string, { direct: Ask; gateway: Ask }> = {
  'list devices': {
    direct: (i) => directly(i).listFactors(),
    gateway: (i) => through(i).listFactors(),
  },
  'send a code': {
    direct: (i) => directly(i).requestOtp({ channel: 'sms' }),
    gateway: (i) => through(i).requestOtp({ channel: 'sms' }),
  },
};

console.log(
  `${REQUESTS} requests each, ${CONCURRENCY} at a time; client, gateway and backend in one process`,
);
console.log('call           way      ms/request   median    p99');
for (const [name, ways] of Object.entries(CALLS)) {
  const cost: Record<string, number> = {};
  for (const [way, ask] of Object.entries(ways)) {
    await measure(ask, CONCURRENCY * 5);
    const { each, median, p99 } = await measure(ask, REQUESTS);
    cost[way] = each;
    const columns = [each.toFixed(3).padStart(10), median.toFixed(2).padStart(8), p99.toFixed(2).padStart(6)];
    console.log(`${name.padEnd(14)} ${way.padEnd(8)} ${columns.join(' ')}`);
  }
  console.log(
    `${name.padEnd(14)} adds     ${((cost.gateway ?? 0) - (cost.direct ?? 0)).toFixed(3).padStart(10)}`,
  );
}

const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = heap();
await measure((i) => through(i + 1_000_000).requestOtp({ channel: 'sms' }), REQUESTS);
const after = heap();
console.log(
  `memory: ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after ${REQUESTS} more people with an open code ` +
    `(${(((after - before) * 1e6) / REQUESTS).toFixed(0)} bytes each${'gc' in globalThis ? '' : '; exact with node --expose-gc --import tsx'})`,
);
await front.close();
await upstream.close();
