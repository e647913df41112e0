import { expect } from 'chai';
import { wireCaller } from './wire-caller.js';

const TOKEN = '/ciam-mfa/v2/get/token';
const GRANT = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox-secret' };

describe('CIAM access tokens of the sandbox', () => {
  for (const [name, body] of [
    ['a form', new URLSearchParams(GRANT)],
    ['JSON', GRANT],
    ['the grant of the vendor’s example', { ...GRANT, grant_type: 'client_credential' }],
  ] as const) {
    it(`gives one for ${name}, good for 7,199 s`, async () => {
      const { call, clock } = await wireCaller();
      const { status, body: answer, headers } = await call('POST', TOKEN, body);
      expect(status).to.equal(200);
      expect(answer).to.include({ token_type: 'Bearer', expires_in: 7199 });
      expect(headers.get('cache-control')).to.equal('no-store');
      const authorization = `Bearer ${String(answer.access_token)}`;
      const list = () => call('GET', '/ciam-mfa/v2/users/jane/mfadevices', undefined, { authorization });
      clock.advance(7_198_999);
      expect((await list()).status).to.equal(200);
      clock.advance(1);
      const late = await list();
      expect([late.status, late.body.code]).to.deep.equal([401, '10001']);
    });
  }

  const refused: [
    name: string,
    fields: Record<string, string>,
    code: string,
    headers?: Record<string, string>,
  ][] = [
    ['no grant', { client_id: 'a', client_secret: 'b' }, '10028'],
    ['another grant', { ...GRANT, grant_type: 'password' }, '10028'],
    ['Basic', GRANT, '10029', { authorization: 'Basic c2FuZGJveDp4' }],
    ['no client', { grant_type: 'client_credentials', client_secret: 'b' }, '10030'],
    ['no secret', { grant_type: 'client_credentials', client_id: 'sandbox' }, '10031'],
    ['a wrong secret', { ...GRANT, client_secret: 'sandbox-secreT' }, '10002'],
    ['an unknown client', { ...GRANT, client_id: 'other' }, '10002'],
  ];
  for (const [name, fields, code, headers] of refused) {
    it(`refuses ${name} with ${code}, in a form and in JSON`, async () => {
      const { call } = await wireCaller();
      for (const body of [new URLSearchParams(fields), fields]) {
        const answer = await call('POST', TOKEN, body, headers);
        expect(answer.body.code).to.equal(code);
        expect(answer.status).to.equal(code === '10002' ? 401 : 400);
        expect(answer.body).to.not.have.property('access_token');
      }
    });
  }

  for (const authorization of ['', 'Bearer', 'Bearer x', 'Basic x']) {
    it(`lets nobody in with '${authorization}'`, async () => {
      const { call, sandbox } = await wireCaller();
      const body = { userName: 'jane', deviceType: 'SMS', phoneNumber: '+12025550111' };
      for (const path of ['/ciam-mfa/v2/deviceAuthentications', '/ciam-mfa/v1/deviceAuthentications']) {
        const answer = await call('POST', path, body, authorization ? { authorization } : {});
        expect([answer.status, answer.body.code]).to.deep.equal([401, '10002']);
      }
      expect(sandbox.outbox).to.have.length(0);
    });
  }
});
