/** What the gateway tells a page beside its answers, and what the client makes of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { readFacts } from '../../src/backends/ciam/facts.js';
import type { MfaIdentity } from '../../src/server/index.js';
import { ChallengeFlow } from '../../src/flows/challenge-flow.js';
import { identify, startGatewaySite, type GatewaySite } from './support/gateway-site.js';

const DAY_MS = 86_400_000;

let site: GatewaySite;
let more: Partial<MfaIdentity>;

before(async () => {
  site = await startGatewaySite({
    gateway: {
      identify: (request) => {
        const identity = identify(request);
        return identity && { ...identity, ...more };
      },
    },
  });
});
after(() => site.close());

function client(session: string): CiamClient {
  return new CiamClient({
    endpoint: `${site.url}/mfa`,
    headers: { cookie: `session=${session}`, origin: site.url, 'sec-fetch-site': 'same-origin' },
  });
}

void test('a day from which on a factor is needed, and what reaches the person', async () => {
  const requiredFrom = Math.floor((site.clock.now() + 5 * DAY_MS) / 1000) * 1000;
  more = { requiredFrom };
  const { headers } = await site.ask('GET', '/users/me/mfadevices');
  assert.equal(headers.get('mfa-facts'), `channels=sms+email, required-from=${requiredFrom / 1000}`);
  const ciam = client('phoneless');
  const flow = new ChallengeFlow({ client: ciam });
  await flow.start();
  assert.deepEqual(ciam.account?.reachable, []);
  assert.ok(Math.abs(ciam.account.requiredFrom! - requiredFrom) < 2000);
  // An app is all that can be set up, and it may wait.
  assert.deepEqual([flow.state.status, flow.state.canSkip], ['enrolling', true]);
  assert.ok(flow.state.requiredFrom!.remainingMs > 4 * DAY_MS);
  flow.dispose();
});

void test('a day that has passed, and nothing to tell', async () => {
  more = { requiredFrom: site.clock.now() - 1000 };
  const late = new ChallengeFlow({ client: client('phoneless') });
  await late.start();
  assert.deepEqual([late.state.status, late.state.canSkip], ['enrolling', false]);
  late.dispose();
  more = {};
  const flow = new ChallengeFlow({ client: client('jdoe') });
  await flow.start();
  assert.deepEqual(
    [flow.state.ways.map(({ kind }) => kind), flow.state.canSkip, flow.state.requiredFrom],
    [['sms', 'email'], false, undefined],
  );
  flow.dispose();
});

void test('to strangers and in refusals there is nothing of it', async () => {
  const nobody = await site.ask('GET', '/users/me/mfadevices', { session: null });
  assert.deepEqual([nobody.status, nobody.headers.get('mfa-facts')], [401, null]);
});

void test('what makes no sense is not believed', () => {
  const facts = (told: string): unknown => readFacts({ headers: new Headers({ 'mfa-facts': told }) });
  assert.deepEqual(facts(''), { account: {} });
  assert.deepEqual(facts('channels=none, remembers-for=soon, required-from=-5'), {
    account: { reachable: [] },
  });
  assert.deepEqual(facts('channels=sms+pigeon, remembers-for=60, more=1'), {
    account: { reachable: ['sms'] },
    remembersForMs: 60_000,
  });
  assert.deepEqual(facts('required-from=99999999999999999999'), { account: {} });
  assert.equal(readFacts({ headers: new Headers() }), undefined);
});
