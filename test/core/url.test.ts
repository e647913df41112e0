import { expect } from 'chai';
import { joinUrl } from '../../src/core/url.js';

describe('joinUrl', () => {
  const cases: [endpoint: string, path: string[], url: string][] = [
    ['/mfa', ['users', 'me'], '/mfa/users/me'],
    ['/mfa/', ['users'], '/mfa/users'],
    ['', ['users'], '/users'],
    ['https://api.example/', ['a'], 'https://api.example/a'],
    ['https://api.example/ciam-mfa/v2', ['a'], 'https://api.example/ciam-mfa/v2/a'],
    ['https://api.example//', [], 'https://api.example'],
    ['https://api.example', ['v2', 'mfa:start', 'a:b'], 'https://api.example/v2/mfa:start/a:b'],
    ['/mfa?tenant=1', ['a'], '/mfa/a?tenant=1'],
  ];
  for (const [endpoint, path, url] of cases) {
    it(`puts ${path.join('/') || 'nothing'} below '${endpoint}'`, () =>
      expect(joinUrl(endpoint, path)).to.equal(url));
  }

  it('keeps each segment one segment', () => {
    expect(joinUrl('/mfa', ['TOTP', 'My phone/2 #?ü'])).to.equal('/mfa/TOTP/My%20phone%2F2%20%23%3F%C3%BC');
  });

  for (const segment of ['', '.', '..']) {
    it(`refuses the segment '${segment}', which would leave its place`, () => {
      expect(() => joinUrl('/mfa', ['TOTP', segment]))
        .to.throw()
        .with.property('code', 'misconfigured');
    });
  }

  it('writes spaces in a query as %20 and leaves out what is undefined', () => {
    expect(joinUrl('/mfa?a=1', ['b'], { c: 'd e&f', g: undefined })).to.equal('/mfa/b?a=1&c=d%20e%26f');
  });
});
