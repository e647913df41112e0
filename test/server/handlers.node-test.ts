/** The gateway in Node's own server and in Express, whatever stands before it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import express, { type Express } from 'express';
import { listen } from '../../examples/server/listen.js';
import { networkOf } from '../../src/server/address.js';
import { toExpress, toNodeHandler, type MfaGateway } from '../../src/server/index.js';
import { pageSample } from '../support/page-samples.js';
import { askAt, GENEROUS, startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;
before(async () => {
  site = await startGatewaySite();
});
after(() => site.close());

const MOUNTS: Record<string, (app: Express, gateway: MfaGateway) => unknown> = {
  'at the root': (app, gateway) => app.use(toExpress(gateway)),
  'below a path': (app, gateway) => app.use('/mfa', toExpress(gateway)),
  'after a body parser': (app, gateway) => app.use(express.json()).use('/mfa', toExpress(gateway)),
};

void describe('in Express', () => {
  for (const [name, mount] of Object.entries(MOUNTS)) {
    void test(name, async () => {
      const app = express();
      app.set('trust proxy', true);
      mount(app, site.gateway);
      const server: Server = app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      const sent = await askAt(url, 'POST', '/deviceAuthentications', {
        body: { deviceType: 'SMS' },
        headers,
      });
      assert.equal(sent.status, 201, sent.text);
      assert.equal(site.events.at(-1)?.address, '203.0.113.7');
      const checked = await askAt(url, 'POST', `/deviceAuthentications/${String(sent.body.authId)}`, {
        body: { otp: site.lastCode(), deviceType: 'SMS' },
      });
      assert.equal(checked.status, 200, checked.text);
      const list = await askAt(url, 'GET', '/users/me/mfadevices');
      assert.deepEqual([list.status, list.text], [200, '[]']);
      await askAt(url, 'POST', '/users/me/mfadevices', {
        body: { deviceType: 'TOTP', deviceName: 'Müller / 50 %' },
      });
      const path = `/users/me/mfadevices/TOTP/${encodeURIComponent('Müller / 50 %')}`;
      const removed = await askAt(url, 'DELETE', path);
      assert.deepEqual([removed.status, removed.text], [204, '']);
      const foreign = await askAt(url, 'GET', '/users/mallory/mfadevices');
      assert.equal(foreign.status, 404);
      server.close();
      server.closeAllConnections();
    });
  }
});

void describe('in Node', () => {
  void test('the address is the other end of the connection', async () => {
    await site.ask('GET', '/users/me/mfadevices', { headers: { 'x-forwarded-for': '203.0.113.7' } });
    assert.equal(site.events.at(-1)?.address, '127.0.0.1');
  });

  void test('what is no request gets an answer too', async () => {
    const answer = await fetch(`${site.url}/mfa//`, { method: 'POST' });
    assert.equal(answer.status, 404);
    const list = await fetch(`${site.url}/mfa/users/me/mfadevices?user=mallory`, {
      headers: { cookie: 'session=jdoe' },
    });
    assert.equal(list.status, 200);
    assert.equal(site.calls.at(-1)?.path, '/ciam-mfa/v2/users/jdoe/mfadevices');
  });
});

void describe('behind a proxy', () => {
  const FORWARDED = { 'x-forwarded-for': '198.51.100.66, 203.0.113.7' };
  const send = (at: GatewaySite | string, headers: Record<string, string> = FORWARDED): Promise<Answer> =>
    askAt(typeof at === 'string' ? at : at.url, 'POST', '/deviceAuthentications', {
      body: { deviceType: 'SMS' },
      headers,
    });
  const warnings = ({ events }: GatewaySite): string[] =>
    events.filter(({ event }) => event === 'proxy-unread').map(({ message }) => message ?? '');

  /** What stands in the README, as it stands there, in front of a gateway. */
  async function asInReadme(
    proxies: number,
    gateway: MfaGateway,
  ): Promise<Awaited<ReturnType<typeof listen>>> {
    const sample = pageSample('README.md', 'const PROXIES').replace('PROXIES = 1', `PROXIES = ${proxies}`);
    const front = await listen();
    const createServer = (handle: typeof front.handle) => ({ listen: () => (front.handle = handle) });
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own words are what is tested
    const run = new Function('createServer', 'toNodeHandler', 'gateway', sample) as (
      ...given: unknown[]
    ) => void;
    run(createServer, toNodeHandler, gateway);
    return front;
  }

  for (const [proxies, address] of [
    [1, '203.0.113.7'],
    [2, '198.51.100.66'],
    [3, '127.0.0.1'],
  ] as const) {
    void test(`the README's lines for ${proxies}: what the outermost has seen, and never what anybody writes`, async () => {
      const at = await startGatewaySite();
      const front = await asInReadme(proxies, at.gateway);
      assert.equal((await send(front.url)).status, 201);
      assert.equal(at.events.at(-1)?.address, address);
      assert.deepEqual(warnings(at), []);
      await front.close();
      await at.close();
    });
  }

  void test('200 people are 200, and who writes addresses of their own is one', async () => {
    const limits = { ...GENEROUS, sends: { ...GENEROUS.sends, address: { count: 2, windowMs: 60_000 } } };
    const at = await startGatewaySite({ gateway: { limits } });
    const front = await asInReadme(1, at.gateway);
    const sent = Array.from({ length: 200 }, (_, i) =>
      send(front.url, { 'x-forwarded-for': `203.0.113.${i}` }),
    );
    for (const { status } of await Promise.all(sent)) assert.equal(status, 201);
    const forged = [1, 2, 3].map((i) => send(front.url, { 'x-forwarded-for': `10.0.0.${i}, 192.0.2.1` }));
    const statuses = (await Promise.all(forged)).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [201, 201, 429]);
    await front.close();
    await at.close();
  });

  void test('whose word nobody reads, there is one warning, and nothing is guessed', async () => {
    const names = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'];
    for (const name of names) {
      const at = await startGatewaySite();
      await send(at, {});
      assert.deepEqual(warnings(at), []);
      for (let i = 0; i < 3; i++) await send(at, { [name]: '203.0.113.7' });
      assert.equal(warnings(at).length, 1, name);
      assert.match(warnings(at)[0]!, /addressOf/);
      assert.equal(at.events.at(-1)?.address, '127.0.0.1');
      await at.close();
    }
  });

  void test('where nobody gives an address at all, there is one too', async () => {
    const at = await startGatewaySite();
    const ask = (context?: { address: string }): Promise<Response> =>
      at.gateway(new Request(`${at.url}/mfa/users/me/mfadevices`, { headers: FORWARDED }), context);
    await ask({ address: '203.0.113.7' });
    assert.deepEqual(warnings(at), []);
    await ask();
    await ask();
    assert.equal(warnings(at).length, 1);
    await at.close();
  });

  void test('without a logger the console hears of it', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    const at = await startGatewaySite({ gateway: { logger: undefined as never } });
    for (let i = 0; i < 3; i++) await send(at);
    assert.equal(warn.mock.callCount(), 1);
    await at.close();
  });

  for (const [trust, count] of [
    [undefined, 1],
    [1, 0],
  ] as const) {
    void test(`in Express, with trust proxy ${trust}: ${count} warnings`, async () => {
      const at = await startGatewaySite();
      const app = express();
      if (trust) app.set('trust proxy', trust);
      const server: Server = app.use(toExpress(at.gateway)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      for (let i = 0; i < 3; i++) assert.equal((await send(url)).status, 201);
      assert.equal(warnings(at).length, count);
      server.close();
      server.closeAllConnections();
      await at.close();
    });
  }

  void test('an address with a port is an address', () => {
    assert.equal(networkOf('203.0.113.7:4711'), '203.0.113.7');
    assert.equal(networkOf('[2001:db8:0:1::9]:443'), '2001:db8:0:1');
    assert.equal(networkOf('[2001:db8:0:1::9]'), '2001:db8:0:1');
    assert.equal(networkOf('[::ffff:203.0.113.7]:443'), '203.0.113.7');
  });
});
