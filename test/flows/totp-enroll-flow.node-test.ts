import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { MfaClient, TotpEnrollment } from '../../src/core/client.js';
import {
  MFA_ERROR_CODES,
  MfaError,
  type MfaErrorCode,
  type MfaErrorOptions,
  UNCERTAIN,
} from '../../src/core/mfa-error.js';
import { TotpEnrollFlow } from '../../src/flows/totp-enroll-flow.js';
import {
  pairingOf,
  RETYPE,
  TOTP_ENROLL_STATUSES,
  VOID,
  type TotpEnrollEvent,
  type TotpEnrollOptions,
  type TotpEnrollStatus,
} from '../../src/flows/totp-enroll-state.js';
import { turn } from '../support/flows.js';
import { steadyClock, type FakeClock } from '../support/fake-clock.js';
import { roleClient, type RoleCall, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const CODE = '135790';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const URI = `otpauth://totp/Service:jdoe?secret=${SECRET}`;
const RECOVERY = ['recover-1', 'recover-2'];

void describe('TotpEnrollFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let events: TotpEnrollEvent[];

  beforeEach(() => {
    clock = steadyClock();
    events = [];
    serve({});
  });

  function serve(answers: Parameters<typeof roleClient>[0]): void {
    backend = roleClient({
      namesDevices: false,
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      cancelTotpEnrollment: () => Promise.resolve(),
      ...answers,
    });
  }

  function make(options: Partial<TotpEnrollOptions> = {}): TotpEnrollFlow {
    const flow = new TotpEnrollFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  function device(more: Partial<TotpEnrollment> = {}): TotpEnrollment {
    return { id: 'device-1', secret: SECRET, uri: URI, ...more };
  }

  const begins = (): readonly RoleCall[] => backend.of('beginTotpEnrollment');
  const checks = (): readonly RoleCall[] => backend.of('activateTotp');
  const cancels = (): string[] =>
    backend.of('cancelTotpEnrollment').map(({ args }) => (args[0] as TotpEnrollment).id);

  /** A key is there. */
  async function paired(
    more: Partial<TotpEnrollment> = {},
    options: Partial<TotpEnrollOptions> = {},
  ): Promise<TotpEnrollFlow> {
    const flow = make(options);
    const begun = flow.begin();
    await turn();
    begins().at(-1)!.resolve(device(more));
    expect(await begun).to.equal(true);
    return flow;
  }

  /** Has a code checked, and refused like this. */
  async function refuse(
    flow: TotpEnrollFlow,
    code: MfaErrorCode,
    options: MfaErrorOptions = {},
  ): Promise<void> {
    const checked = flow.activate(CODE);
    await turn();
    checks().at(-1)!.reject(new MfaError(code, options));
    expect(await checked).to.equal(false);
  }

  async function activated(more: Partial<TotpEnrollment> = {}): Promise<TotpEnrollFlow> {
    const flow = await paired(more);
    const checked = flow.activate(CODE);
    await turn();
    checks().at(-1)!.resolve({ session: 'mine' });
    expect(await checked).to.equal(true);
    return flow;
  }

  void it('is a store: frozen, the same object until something changes, and told of each change once', () => {
    const flow = make();
    const { state } = flow;
    expect(Object.isFrozen(state)).to.equal(true);
    flow.refresh();
    expect(flow.state === state).to.equal(true);
    let told = 0;
    const end = flow.subscribe(() => told++);
    void flow.begin();
    expect([told, flow.state.status]).to.deep.equal([1, 'creating']);
    end();
    flow.cancel();
    expect([told, flow.state.status]).to.deep.equal([1, 'idle']);
  });

  void describe('the key', () => {
    void it('is made, shown, and paired with', async () => {
      const flow = make();
      const seen: TotpEnrollStatus[] = [];
      flow.subscribe(() => seen.push(flow.state.status));
      const begun = flow.begin();
      await turn();
      expect(begins()[0]!.args[0]).to.deep.equal({});
      begins()[0]!.resolve(device());
      expect(await begun).to.equal(true);
      expect(pairingOf(flow.state)).to.deep.include({ uri: URI });
      expect(pairingOf(flow.state)!.key).to.deep.include({ secret: SECRET, account: 'jdoe' });
      const checked = flow.activate(CODE);
      await turn();
      expect(checks()[0]!.args.slice(0, 2)).to.deep.equal([device(), CODE]);
      checks()[0]!.resolve({ session: 'mine' });
      expect(await checked).to.equal(true);
      expect(flow.state).to.deep.include({ status: 'activated', verification: { session: 'mine' } });
      expect(seen).to.deep.equal(['creating', 'pairing', 'activating', 'activated']);
      expect(events).to.deep.equal([{ type: 'enrolled', deviceName: undefined }]);
      expect(cancels()).to.deep.equal([]);
    });

    void it('is made once: neither a second tap, a wrong code nor another look makes another', async () => {
      const flow = make();
      const begun = flow.begin();
      expect(await flow.begin()).to.equal(false);
      await turn();
      begins()[0]!.resolve(device());
      await begun;
      expect(await flow.begin()).to.equal(false);
      await refuse(flow, 'invalid-code');
      expect(await flow.begin()).to.equal(false);
      flow.subscribe(() => {})();
      flow.refresh();
      expect(begins()).to.have.lengthOf(1);
      expect(pairingOf(flow.state)!.key.secret).to.equal(SECRET);
    });

    void it('is another one after startOver(), once the old device is taken back', async () => {
      serve({ cancelTotpEnrollment: 'by hand' });
      const flow = await paired();
      const again = flow.startOver();
      await turn();
      expect([flow.state.status, cancels()]).to.deep.equal(['creating', ['device-1']]);
      expect(begins(), 'waits').to.have.lengthOf(1);
      backend.of('cancelTotpEnrollment')[0]!.reject(new MfaError('server'));
      await turn();
      begins()[1]!.resolve(device({ id: 'device-2', secret: 'GEZDGNBVGY3TQOJQ', uri: '' }));
      expect(await again).to.equal(true);
      expect(pairingOf(flow.state)!.key.secret).to.equal('GEZDGNBVGY3TQOJQ');
    });

    void it('has the page’s names, also when they come later', async () => {
      const names: { issuer?: string } = {};
      const flow = await paired({}, { issuer: () => names.issuer, accountLabel: 'jd@example.com' });
      expect(pairingOf(flow.state)!.uri).to.contain('jd%40example.com');
      names.issuer = 'Acme Bank';
      flow.refresh();
      expect(pairingOf(flow.state)!.uri).to.equal(
        `otpauth://totp/Acme%20Bank:jd%40example.com?secret=${SECRET}&issuer=Acme%20Bank`,
      );
      const { state } = flow;
      flow.refresh();
      expect(flow.state === state, 'the same names change nothing').to.equal(true);
    });

    void it('has the name of the host where nobody has named it', async () => {
      const flow = await paired({ uri: '' }, { host: 'bank.example' });
      expect(pairingOf(flow.state)!.key).to.include({ issuer: 'bank.example', account: 'bank.example' });
    });

    for (const [what, given] of Object.entries({
      'an empty secret': { secret: '', uri: '' },
      'a page for a secret': { secret: '<html>', uri: '' },
      'a URI that cannot be read, whose digits would be lost': {
        uri: `otpauth://steam/a?secret=${SECRET}&digits=5`,
      },
    })) {
      void it(`is not believed, and its device taken back: ${what}`, async () => {
        const flow = make();
        const begun = flow.begin();
        await turn();
        begins()[0]!.resolve(device(given));
        expect(await begun).to.equal(false);
        expect(flow.state).to.have.property('status', 'failed');
        expect(flow.state.failure?.code).to.equal('bad-response');
        expect(cancels()).to.deep.equal(['device-1']);
      });
    }

    for (const code of MFA_ERROR_CODES) {
      void it(`is not there after ${code}, and asked for again`, async () => {
        const flow = make();
        const begun = flow.begin();
        await turn();
        begins()[0]!.reject(new MfaError(code));
        expect(await begun).to.equal(false);
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', code]);
        expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
        void flow.begin();
        await turn();
        expect(begins()).to.have.lengthOf(2);
      });
    }

    void it('waits for a client that comes late', async () => {
      const page: { client?: MfaClient } = {};
      const flow = make({ client: () => page.client });
      expect(await flow.begin()).to.equal(false);
      expect(flow.state.failure?.code).to.equal('misconfigured');
      flow.refresh();
      expect(flow.state.status).to.equal('failed');
      page.client = backend.client;
      flow.refresh();
      expect(flow.state).to.include({ status: 'idle', failure: undefined });
    });

    void it('needs a client that can make one', async () => {
      const flow = make({ client: {} });
      expect(await flow.begin()).to.equal(false);
      expect(flow.state.failure?.code).to.equal('misconfigured');
    });
  });

  void describe('the name of the device', () => {
    beforeEach(() => serve({ namesDevices: true }));

    async function naming(): Promise<TotpEnrollFlow> {
      const flow = make();
      expect(await flow.begin()).to.equal(true);
      return flow;
    }

    void it('is asked for before anything is made, and sent without spaces around', async () => {
      const flow = await naming();
      expect([flow.state.status, begins().length]).to.deep.equal(['naming', 0]);
      expect(await flow.begin('  ')).to.equal(false);
      expect(begins()).to.have.lengthOf(0);
      const begun = flow.begin(' My phone ');
      await turn();
      expect(begins()[0]!.args[0]).to.deep.equal({ deviceName: 'My phone' });
      begins()[0]!.resolve(device());
      await begun;
      expect(flow.state).to.include({ status: 'pairing', deviceName: 'My phone' });
    });

    for (const code of ['name-taken', 'network', 'limit-reached'] as const) {
      void it(`is asked for again after ${code}, and nothing is lost`, async () => {
        const flow = await naming();
        const begun = flow.begin('My phone');
        await turn();
        begins()[0]!.reject(new MfaError(code));
        expect(await begun).to.equal(false);
        expect(flow.state).to.include({ status: 'naming', deviceName: 'My phone' });
        expect(flow.state.failure?.code).to.equal(code);
        flow.typed();
        expect(flow.state.failure).to.equal(undefined);
      });
    }

    void it('is kept when the person starts over, and free again before the device is made anew', async () => {
      serve({ namesDevices: true, cancelTotpEnrollment: 'by hand' });
      const flow = await naming();
      const begun = flow.begin('My phone');
      await turn();
      begins()[0]!.resolve(device());
      await begun;
      expect(await flow.startOver()).to.equal(true);
      expect(flow.state).to.include({ status: 'naming', deviceName: 'My phone' });
      void flow.begin('My phone');
      await turn();
      expect(begins()).to.have.lengthOf(1);
      backend.of('cancelTotpEnrollment')[0]!.resolve(undefined);
      await turn();
      expect(begins()).to.have.lengthOf(2);
    });

    void it('is told at the end, also where whoever watches is done with the flow at once', async () => {
      const flow = await naming();
      const begun = flow.begin('My phone');
      await turn();
      begins()[0]!.resolve(device());
      await begun;
      flow.subscribe(() => {
        if (flow.state.status === 'activated' && flow.state.verification) flow.dispose();
      });
      const checked = flow.activate(CODE);
      await turn();
      checks()[0]!.resolve({});
      expect(await checked).to.equal(true);
      expect(events).to.deep.equal([{ type: 'enrolled', deviceName: 'My phone' }]);
    });
  });

  void describe('the first code', () => {
    for (const code of MFA_ERROR_CODES) {
      const isVoid = VOID.includes(code);
      void it(`${isVoid ? 'voids' : 'leaves'} the key: ${code}`, async () => {
        const flow = await paired();
        await refuse(flow, code);
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal([
          isVoid ? 'failed' : 'pairing',
          code,
        ]);
        expect(pairingOf(flow.state)?.uri).to.equal(isVoid ? undefined : URI);
        if (!isVoid) expect(flow.state).to.include({ isRefused: RETYPE.includes(code) });
        expect(cancels()).to.have.lengthOf(isVoid ? 1 : 0);
        expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
        flow.dispose();
        expect(cancels(), 'what may be active is left alone').to.have.lengthOf(
          UNCERTAIN.includes(code) ? 0 : 1,
        );
      });
    }

    void it('that was refused is not sent again, another one is', async () => {
      const flow = await paired();
      await refuse(flow, 'invalid-code');
      expect(await flow.activate(CODE)).to.equal(false);
      expect(checks()).to.have.lengthOf(1);
      flow.typed();
      expect(flow.state).to.include({ failure: undefined, isRefused: false, refusals: 1 });
      await refuse(flow, 'code-used');
      expect(flow.state).to.include({ refusals: 2 });
    });

    void it('is another one where it was typed while the first was checked', async () => {
      const flow = await paired();
      const checked = flow.activate(CODE);
      await turn();
      flow.typed();
      checks()[0]!.reject(new MfaError('invalid-code'));
      await checked;
      expect(flow.state).to.include({ isRefused: false });
      void flow.activate('246802');
      await turn();
      expect(checks()).to.have.lengthOf(2);
    });

    void it('can be tried again after trouble on the way', async () => {
      const flow = await paired();
      await refuse(flow, 'network');
      void flow.activate(CODE);
      await turn();
      expect(checks()).to.have.lengthOf(2);
    });

    void it('is checked once for two taps, and not without a key', async () => {
      expect(await make().activate(CODE)).to.equal(false);
      const flow = await paired();
      void flow.activate(CODE);
      expect(await flow.activate(CODE)).to.equal(false);
      expect(await flow.startOver()).to.equal(false);
      await turn();
      expect(checks()).to.have.lengthOf(1);
    });

    void it('blames the server for what a page’s own client throws', async () => {
      const flow = await paired();
      const checked = flow.activate(CODE);
      await turn();
      checks()[0]!.reject(new TypeError('x is not a function'));
      await checked;
      expect(flow.state.failure?.code).to.equal('server');
    });
  });

  void describe('a check that ended without a word', () => {
    void it('leaves a device alone that may be active, until the person says that it is not paired', async () => {
      const flow = await paired();
      await refuse(flow, 'timeout');
      flow.cancel();
      expect(cancels()).to.deep.equal([]);
      const other = await paired();
      await refuse(other, 'timeout');
      void other.startOver();
      expect(cancels()).to.deep.equal(['device-1']);
    });

    void it('as when the person leaves in the middle of one', async () => {
      const flow = await paired();
      const checked = flow.activate(CODE);
      await turn();
      flow.dispose();
      expect((checks()[0]!.args[2] as { signal: AbortSignal }).signal.aborted).to.equal(true);
      checks()[0]!.resolve({});
      expect(await checked).to.equal(false);
      expect([flow.state.status, cancels(), events]).to.deep.equal(['idle', [], []]);
    });
  });

  void describe('time', () => {
    void it('ends the key, surely', async () => {
      const flow = await paired({ expiresAt: clock.now() + MINUTE });
      clock.advance(MINUTE - 1);
      expect(flow.state.status).to.equal('pairing');
      clock.advance(1);
      expect(flow.state.failure?.code).to.equal('challenge-expired');
      expect([flow.state.status, cancels()]).to.deep.equal(['failed', ['device-1']]);
      expect(events).to.have.lengthOf(1);
      expect(clock.pending).to.equal(0);
    });

    void it('may have ended it where the machine slept: the server decides', async () => {
      const flow = await paired({ expiresAt: clock.now() + MINUTE });
      clock.sleep(2 * MINUTE);
      expect(flow.state).to.include({ status: 'pairing', mayHaveExpired: true });
      await refuse(flow, 'invalid-code');
      expect(flow.state).to.include({ status: 'pairing', isRefused: true });
      clock.advance(MINUTE);
      expect(await flow.activate(CODE)).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'challenge-expired']);
    });

    void it('moves with a clock that is set back', async () => {
      const flow = await paired({ expiresAt: clock.now() + MINUTE });
      clock.set(clock.now() - DAY);
      clock.advance(MINUTE);
      expect(flow.state.status).to.equal('failed');
    });

    void it('leaves the last word to a check that is under way', async () => {
      const flow = await paired({ expiresAt: clock.now() + MINUTE });
      const checked = flow.activate(CODE);
      await turn();
      clock.advance(2 * MINUTE);
      expect(flow.state.status).to.equal('activating');
      checks()[0]!.resolve({});
      expect(await checked).to.equal(true);
      const late = await paired({ id: 'late', expiresAt: clock.now() + MINUTE });
      const refused = late.activate(CODE);
      await turn();
      clock.advance(2 * MINUTE);
      checks()[1]!.reject(new MfaError('invalid-code'));
      await refused;
      expect([late.state.status, late.state.failure?.code]).to.deep.equal(['failed', 'challenge-expired']);
      expect(cancels()).to.deep.equal(['late']);
    });

    void it('is over at once for a key that comes too late', async () => {
      const flow = make();
      const begun = flow.begin();
      await turn();
      begins()[0]!.resolve(device({ expiresAt: clock.now() }));
      expect(await begun).to.equal(false);
      expect([flow.state.status, cancels()]).to.deep.equal(['failed', ['device-1']]);
    });
  });

  void describe('a wait that the backend asks for', () => {
    void it('holds back another key, and is over at its time', async () => {
      const flow = make();
      const begun = flow.begin();
      await turn();
      begins()[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      await begun;
      expect([flow.state.status, flow.state.waitUntil?.remainingSeconds]).to.deep.equal(['failed', 60]);
      expect(await flow.begin()).to.equal(false);
      expect(await flow.startOver()).to.equal(false);
      flow.cancel();
      expect(await flow.begin(), 'leaving is no way around').to.equal(false);
      clock.advance(MINUTE);
      expect(flow.state.waitUntil).to.equal(undefined);
      void flow.begin();
      await turn();
      expect(begins()).to.have.lengthOf(2);
    });

    void it('holds back another check, and what was said of it ends with it', async () => {
      const flow = await paired();
      await refuse(flow, 'locked', { retryAt: clock.now() + MINUTE });
      flow.typed();
      expect(flow.state.failure?.code, 'typing does not end it').to.equal('locked');
      expect(await flow.activate('246802')).to.equal(false);
      expect(await flow.startOver()).to.equal(false);
      clock.advance(MINUTE);
      expect(flow.state).to.include({ status: 'pairing', failure: undefined, waitUntil: undefined });
      void flow.activate('246802');
      await turn();
      expect(checks()).to.have.lengthOf(2);
    });

    void it('counts as well where nobody looked on', async () => {
      const flow = new TotpEnrollFlow({ client: backend.client, clock });
      const begun = flow.begin();
      await turn();
      begins()[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      await begun;
      expect(clock.pending).to.equal(0);
      clock.advance(MINUTE);
      void flow.begin();
      await turn();
      expect(begins()).to.have.lengthOf(2);
    });

    void it('is not believed where it is longer than a day', async () => {
      const flow = await paired();
      await refuse(flow, 'rate-limited', { retryAt: clock.now() + DAY + MINUTE });
      expect(flow.state.waitUntil).to.equal(undefined);
    });
  });

  void describe('a proof', () => {
    const WANTED = new MfaError('proof-required', { proof: 'password' });

    void it('is asked for before a key is made', async () => {
      const flow = make();
      const begun = flow.begin();
      await turn();
      begins()[0]!.reject(WANTED);
      await turn();
      expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['proving', 'asking']);
      flow.proof.give({ password: 'secret' });
      await turn();
      expect(flow.state.status).to.equal('creating');
      expect(begins()[1]!.args[1]).to.have.deep.property('proof', { password: 'secret' });
      begins()[1]!.resolve(device());
      expect(await begun).to.equal(true);
      expect(events).to.deep.equal([]);
    });

    void it('is asked for in the middle of a check, and the key stays', async () => {
      const flow = await paired();
      const checked = flow.activate(CODE);
      await turn();
      checks()[0]!.reject(WANTED);
      await turn();
      expect(flow.state.status).to.equal('proving');
      expect(pairingOf(flow.state)?.uri).to.equal(URI);
      flow.proof.give({ password: 'secret' });
      await turn();
      expect(flow.state.status).to.equal('activating');
      expect(checks()[1]!.args.slice(0, 2)).to.deep.equal([device(), CODE]);
      checks()[1]!.resolve({});
      expect(await checked).to.equal(true);
    });

    void it('that is declined leaves everything as it was', async () => {
      const flow = await paired();
      const checked = flow.activate(CODE);
      await turn();
      checks()[0]!.reject(WANTED);
      await turn();
      flow.proof.decline();
      expect(await checked).to.equal(false);
      expect(flow.state.failure?.code).to.equal('proof-required');
      expect(flow.state).to.include({ status: 'pairing', isRefused: false });
    });

    void it('that nobody gave is no check: the device is taken back on leaving', async () => {
      const flow = await paired();
      void flow.activate(CODE);
      await turn();
      checks()[0]!.reject(WANTED);
      await turn();
      flow.dispose();
      expect([flow.state.status, flow.proof.state.status, cancels()]).to.deep.equal([
        'idle',
        'idle',
        ['device-1'],
      ]);
    });
  });

  void describe('leaving', () => {
    void it('takes the half-made device back, and forgets everything', async () => {
      const flow = await paired({ expiresAt: clock.now() + MINUTE });
      flow.dispose();
      expect(cancels()).to.deep.equal(['device-1']);
      expect(flow.state).to.deep.equal({
        status: 'idle',
        deviceName: undefined,
        failure: undefined,
        waitUntil: undefined,
      });
      expect(clock.pending).to.equal(0);
    });

    void it('gives up what is being made, and takes back what is made all the same', async () => {
      const flow = make();
      const begun = flow.begin();
      await turn();
      flow.dispose();
      expect((begins()[0]!.args[1] as { signal: AbortSignal }).signal.aborted).to.equal(true);
      begins()[0]!.resolve(device());
      expect(await begun).to.equal(false);
      await turn();
      expect([flow.state.status, cancels()]).to.deep.equal(['idle', ['device-1']]);
    });

    void it('takes back what arrives in the very moment', async () => {
      for (let hops = 0; hops < 12; hops++) {
        serve({});
        const flow = make();
        const begun = flow.begin();
        await turn();
        begins()[0]!.resolve(device());
        for (let hop = 0; hop < hops; hop++) await Promise.resolve();
        flow.dispose();
        await begun;
        await turn();
        expect([flow.state.status, cancels()], `${hops} hops`).to.deep.equal(['idle', ['device-1']]);
      }
    });

    void it('makes nothing for who leaves before the client is there', async () => {
      let arrive: (client: MfaClient) => void = () => {};
      const coming = new Promise<MfaClient>((resolve) => (arrive = resolve));
      const flow = make({ client: { current: undefined, resolve: () => coming } });
      const begun = flow.begin();
      flow.dispose();
      arrive(backend.client);
      expect(await begun).to.equal(false);
      await turn();
      expect(begins()).to.have.lengthOf(0);
    });

    void it('starts anew for whoever comes back, and takes nothing back that is active', async () => {
      const flow = await paired();
      flow.dispose();
      flow.subscribe(() => {});
      void flow.begin();
      await turn();
      expect(begins()).to.have.lengthOf(2);
      const done = await activated();
      done.dispose();
      expect(cancels()).to.deep.equal(['device-1']);
      expect(done.state).to.include({ status: 'activated', verification: undefined });
      expect(await done.begin(), 'no second device by itself').to.equal(false);
    });

    void it('needs no backend that can take a device back', async () => {
      const { beginTotpEnrollment, activateTotp } = backend.client;
      const flow = await paired(
        {},
        { client: { beginTotpEnrollment: beginTotpEnrollment!, activateTotp: activateTotp! } },
      );
      flow.dispose();
      expect(flow.state.status).to.equal('idle');
    });
  });

  void it('hands over the recovery codes that came with the key, at the end only, and once', async () => {
    const flow = await paired({ recoveryCodes: RECOVERY });
    expect(JSON.stringify(flow.state)).to.not.contain('recover-1');
    const checked = flow.activate(CODE);
    await turn();
    expect(JSON.stringify(flow.state)).to.not.contain('recover-1');
    checks()[0]!.resolve({});
    await checked;
    expect(flow.state).to.deep.include({ recoveryCodes: RECOVERY });
    flow.dispose();
    expect(JSON.stringify(flow.state)).to.not.contain('recover-1');
  });

  void it('keeps no secret once it is done, and never a code', async () => {
    const flow = await paired();
    await refuse(flow, 'invalid-code');
    expect(JSON.stringify([flow.state, events, { ...(flow as object) }])).to.not.contain(CODE);
    const done = await activated();
    expect(JSON.stringify([done.state, events, { ...(done as object) }])).to.not.contain(SECRET);
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(4);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const WITH_KEY: readonly TotpEnrollStatus[] = ['pairing', 'activating', 'proving'];
    const answered = new Set<RoleCall>();
    const seen = new Set<TotpEnrollStatus>();
    /** What the backend has: devices that are neither active nor taken back. */
    const halfMade = new Set<string>();
    /** Those of them that may be active for all that the person knows: they are left alone. */
    const mayStay = new Set<string>();
    let [ids, active] = [0, 0];

    serve({
      namesDevices: true,
      cancelTotpEnrollment: ({ id }) => {
        expect(halfMade.delete(id), 'only what is there is taken back, and once').to.equal(true);
        return random() < 0.5 ? Promise.resolve() : Promise.reject(new MfaError('server'));
      },
    });
    let flow = make();
    const idOf = ({ args }: RoleCall): string => (args[0] as TotpEnrollment).id;
    const answer = (call: RoleCall): void => {
      answered.add(call);
      const isBegin = call.name === 'beginTotpEnrollment';
      if (random() < 0.5) {
        const code = pick(MFA_ERROR_CODES);
        if (!isBegin && UNCERTAIN.includes(code)) mayStay.add(idOf(call));
        const retryAt = pick([undefined, undefined, clock.now() + MINUTE, clock.now() + 2 * DAY]);
        call.reject(new MfaError(code, { proof: 'password', ...(retryAt !== undefined && { retryAt }) }));
      } else if (isBegin) {
        const id = `${++ids}`;
        const made = device({
          id,
          uri: `otpauth://totp/Service:${id}?secret=${SECRET}`,
          recoveryCodes: RECOVERY,
        });
        halfMade.add(id);
        call.resolve(
          pick([made, { ...made, expiresAt: clock.now() + MINUTE }, { ...made, uri: '', secret: '' }]),
        );
      } else {
        halfMade.delete(idOf(call));
        active++;
        call.resolve({});
      }
    };
    const answerAll = (): void => {
      for (const call of [...begins(), ...checks()]) if (!answered.has(call)) answer(call);
    };
    /** A device whose check is under way is left alone by whoever leaves. */
    const leave = (how: () => void): void => {
      const check = checks().at(-1);
      if (check && flow.state.status === 'activating') mayStay.add(idOf(check));
      how();
    };
    const steps: readonly (() => void)[] = [
      () => void flow.begin(),
      () => void flow.begin('My phone'),
      () => void flow.begin('My phone'),
      () => void flow.activate(CODE),
      () => void flow.activate(CODE),
      () => flow.typed(),
      () => flow.forgive(),
      () => flow.refresh(),
      () => clock.advance(pick([SECOND, 20 * SECOND, 2 * MINUTE])),
      () => clock.sleep(pick([SECOND, 2 * MINUTE])),
      () => clock.set(clock.now() - pick([MINUTE, DAY])),
      answerAll,
      answerAll,
      () => flow.proof.give({ password: 'secret' }),
      () => {
        if (random() < 0.5) flow.proof.decline();
      },
      () => {
        if (random() < 0.2) void flow.startOver();
      },
      () => {
        if (random() < 0.2) leave(() => flow.cancel());
      },
      () => {
        if (random() < 0.2) leave(() => flow.dispose());
        flow.subscribe(() => {});
      },
      () => {
        if (flow.state.status !== 'activated' && random() > 0.1) return;
        leave(() => flow.dispose());
        flow = make();
      },
    ];
    for (let step = 0; step < 10_000; step++) {
      const before = flow.state;
      const callsBefore = begins().length + checks().length;
      pick(steps)();
      for (let hop = Math.floor(random() * 4); hop > 0; hop--) await Promise.resolve();
      const isQuiet = step % 3 === 0;
      if (isQuiet) await turn();
      const { state } = flow;
      const note = `step ${step}: ${before.status} -> ${state.status}`;
      seen.add(state.status);
      expect(begins().length + checks().length - callsBefore, `one call at a time, ${note}`).to.be.lessThan(
        2,
      );
      if (state.waitUntil) {
        expect(state.waitUntil.isPast, note).to.equal(false);
        expect(state.waitUntil.remainingMs, note).to.be.at.most(DAY);
        expect(['creating', 'activating', 'proving'], `nothing is asked, ${note}`).to.not.include(
          state.status,
        );
      }
      const current = pairingOf(state)?.key.account;
      if (current && state.status !== 'activating')
        expect(halfMade.has(current), `the device is there, ${note}`).to.equal(true);
      const left = [...halfMade].filter((id) => id !== current && !mayStay.has(id));
      if (isQuiet) expect(left, `no other is left behind, ${note}`).to.deep.equal([]);
      if (state.status === 'pairing' && !state.mayHaveExpired)
        expect(state.expiresAt?.isPast ?? false, `no key that is over, ${note}`).to.equal(false);
      if (state.status === 'activated') expect(state.failure, note).to.equal(undefined);
      const text = JSON.stringify([state, flow.proof.state]);
      expect(text, note).to.not.contain(CODE);
      if (!WITH_KEY.includes(state.status)) expect(text, note).to.not.contain(SECRET);
      if (state.status !== 'activated') expect(text, note).to.not.contain(RECOVERY[0]);
    }
    expect(active, 'some were paired').to.be.greaterThan(30);
    expect([...seen].sort()).to.deep.equal([...TOTP_ENROLL_STATUSES].sort());
  });
});
