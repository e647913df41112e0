/** The gateway in Node's own server and in Express, whatever stands before it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import express, { type Express } from 'express';
import { toExpress, type MfaGateway } from '../../src/server/index.js';
import { askAt, startGatewaySite, type GatewaySite } from './support/gateway-site.js';

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
