import { expect } from 'chai';
import fc from 'fast-check';
import {
  buildOtpauth,
  cleanSecret,
  parseOtpauth,
  rebuildOtpauth,
  unusualParameters,
  type OtpauthKey,
} from '../../src/core/otpauth.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('parseOtpauth', () => {
  it('reads all that a URI can say', () => {
    expect(
      parseOtpauth(
        `otpauth://totp/Acme:jd%40example.com?secret=${SECRET}&issuer=Acme&algorithm=SHA256&digits=8&period=60`,
      ),
    ).to.deep.equal({
      type: 'totp',
      secret: SECRET,
      issuer: 'Acme',
      account: 'jd@example.com',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
    });
  });

  const labels: [label: string, issuer: string | undefined, account: string][] = [
    ['APM0000003$jdoe', undefined, 'APM0000003$jdoe'],
    ['jdoe', undefined, 'jdoe'],
    ['', undefined, ''],
    ['Acme:jdoe', 'Acme', 'jdoe'],
    ['Acme%3Ajdoe', 'Acme', 'jdoe'],
    ['Acme%3ajdoe', 'Acme', 'jdoe'],
    ['Acme:%20jdoe', 'Acme', 'jdoe'],
    ['Acme: jdoe', 'Acme', 'jdoe'],
    ['Acme%20Bank:j%20doe', 'Acme Bank', 'j doe'],
    ['Acme Bank:j doe', 'Acme Bank', 'j doe'],
    ['Acme%3A%20One:jdoe', 'Acme: One', 'jdoe'],
    ['Who?:jdoe', 'Who?', 'jdoe'],
    ['a/b:c/d', 'a/b', 'c/d'],
    ['100%:jdoe', '100%', 'jdoe'],
    ['a+b:j+doe', 'a+b', 'j+doe'],
  ];
  for (const [label, issuer, account] of labels) {
    it(`reads the label ${JSON.stringify(label)}`, () => {
      const key = parseOtpauth(`otpauth://totp/${label}?secret=${SECRET}`);
      expect([key?.issuer, key?.account]).to.deep.equal([issuer, account]);
    });
  }

  it('takes the issuer parameter over the label', () => {
    const key = parseOtpauth(`otpauth://totp/Old:jdoe?secret=${SECRET}&issuer=New+Name`);
    expect([key?.issuer, key?.account]).to.deep.equal(['New Name', 'jdoe']);
  });

  for (const secret of [
    'jbswy3dpehpk3pxp',
    'JBSW Y3DP EHPK 3PXP',
    'jbsw%20y3dp+ehpk-3pxp',
    'JBSWY3DPEHPK3PXP====',
    'JBSWY3DPEHPK3PXP%3D%3D',
  ]) {
    it(`cleans the secret of ${secret.length} characters`, () => {
      expect(parseOtpauth(`otpauth://totp/a?secret=${secret}`)?.secret).to.equal('JBSWY3DPEHPK3PXP');
    });
  }

  const uri = `otpauth://totp/Acme%20Bank:jd%40example.com?secret=${SECRET}&issuer=Acme%20Bank`;
  const wrapped: [name: string, text: string][] = [
    ['itself', uri],
    ['capitals', uri.replace('otpauth://totp', 'OTPAUTH://TOTP')],
    ['spaces around', `  ${uri}\n`],
    ['a chart URL', `https://chart.googleapis.com/chart?cht=qr&chs=150x150&chl=${encodeURIComponent(uri)}`],
    [
      'a chart URL with more after it',
      `http://chart.googleapis.com/chart?chl=${encodeURIComponent(uri)}&chs=150x150&chld=H|0`,
    ],
    ['a chart URL that is not escaped', `https://chart.googleapis.com/chart?cht=qr&chl=${uri}&chs=150x150`],
    [
      'a chart URL that is half escaped',
      `https://chart.example/?chl=otpauth://totp/${encodeURIComponent(uri.slice(15))}&chs=1`,
    ],
    [
      'small escapes',
      `https://qr.example/?data=${encodeURIComponent(uri).replace(/%../g, (escape) => escape.toLowerCase())}`,
    ],
    ['another parameter', `https://qr.example/make?size=2&text=${encodeURIComponent(uri)}#x`],
    ["Apple's scheme", `apple-${uri}`],
    ['a fragment', `${uri}#top`],
  ];
  for (const [name, text] of wrapped) {
    it(`finds the payload: ${name}`, () => {
      expect(parseOtpauth(text)).to.deep.equal({
        type: 'totp',
        secret: SECRET,
        issuer: 'Acme Bank',
        account: 'jd@example.com',
      });
    });
  }

  it('decodes a chart URL once', () => {
    const inner = `otpauth://totp/100%2525?secret=${SECRET}`;
    expect(parseOtpauth(`https://c.example/?chl=${encodeURIComponent(inner)}`)?.account).to.equal('100%25');
  });

  it('keeps the counter of a hotp key', () => {
    expect(parseOtpauth(`otpauth://hotp/a?secret=${SECRET}&counter=0`)).to.include({
      type: 'hotp',
      counter: 0,
    });
  });

  it('leaves out numbers that are none, and tidies the algorithm', () => {
    const key = parseOtpauth(`otpauth://totp/a?secret=${SECRET}&digits=six&period=-1&algorithm=hmac-sha-512`);
    expect(key).to.deep.equal({ type: 'totp', secret: SECRET, account: 'a', algorithm: 'SHA512' });
  });

  for (const garbage of [
    '',
    'https://example.com/',
    'data:image/png;base64,iVBORw0KGgo=',
    'otpauth://',
    'otpauth://totp/a',
    'otpauth://totp/a?issuer=b',
    'otpauth://totp/a?secret=',
    'otpauth://totp/a?secret=not%20base%2032!',
    `otpauth://steam/a?secret=${SECRET}`,
    'https://c.example/?chl=%E0%A4%A',
  ]) {
    it(`has nothing for ${JSON.stringify(garbage)}`, () => {
      expect(parseOtpauth(garbage)).to.equal(undefined);
    });
  }

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', 'otpauth://totp/', 'https://x/?chl=otpauth%3A'),
        (text, start) => {
          parseOtpauth(start + text);
        },
      ),
    );
  });
});

describe('buildOtpauth', () => {
  it('escapes spaces as %20, and colons, question marks, slashes and ampersands', () => {
    expect(buildOtpauth({ type: 'totp', secret: SECRET, issuer: 'A: b?/&+', account: 'c d:e' })).to.equal(
      `otpauth://totp/A%3A%20b%3F%2F%26%2B:c%20d%3Ae?secret=${SECRET}&issuer=A%3A%20b%3F%2F%26%2B`,
    );
  });

  it('writes only what the key says', () => {
    expect(buildOtpauth({ type: 'totp', secret: SECRET, account: 'a' })).to.equal(
      `otpauth://totp/a?secret=${SECRET}`,
    );
    expect(
      buildOtpauth({ type: 'totp', secret: SECRET, account: 'a', algorithm: 'SHA1', digits: 6, period: 30 }),
    ).to.equal(`otpauth://totp/a?secret=${SECRET}&algorithm=SHA1&digits=6&period=30`);
  });

  it('is read back as it was, for any names', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const uri = buildOtpauth(key);
        expect(uri)
          .to.match(/^[\x21-\x7e]+$/)
          .and.not.contain('+');
        expect(parseOtpauth(uri)).to.deep.equal(key);
        expect(parseOtpauth(`https://c.example/?chl=${encodeURIComponent(uri)}&chs=1`)).to.deep.equal(key);
      }),
    );
  });

  it('takes half a character without throwing', () => {
    expect(
      parseOtpauth(buildOtpauth({ type: 'totp', secret: SECRET, account: 'a\ud800b' }))?.account,
    ).to.equal('a\ufffdb');
  });
});

describe('rebuildOtpauth', () => {
  const uri = `otpauth://totp/APM0000003$jdoe?secret=${SECRET}&algorithm=SHA256&digits=8&period=60`;

  it("leaves the backend's URI alone where the page says nothing", () => {
    expect(rebuildOtpauth({ secret: SECRET, uri: `${uri}&image=x` })).to.equal(`${uri}&image=x`);
  });

  const rewritten: [name: string, uri: string, canonical: string][] = [
    [
      'spaces, padding and a plus',
      'otpauth://totp/Acme Bank:jd?secret=JBSWY3DPEHPK3PXP====&issuer=Acme+Bank',
      'otpauth://totp/Acme%20Bank:jd?secret=JBSWY3DPEHPK3PXP&issuer=Acme%20Bank',
    ],
    [
      'a secret in small letters',
      'otpauth://totp/Acme:jd?secret=jbswy3dpehpk3pxp&issuer=Acme',
      'otpauth://totp/Acme:jd?secret=JBSWY3DPEHPK3PXP&issuer=Acme',
    ],
    [
      'an ampersand in the label',
      'otpauth://totp/Smith & Sons:jd?secret=JBSWY3DPEHPK3PXP&digits=8',
      'otpauth://totp/Smith%20%26%20Sons:jd?secret=JBSWY3DPEHPK3PXP&issuer=Smith%20%26%20Sons&digits=8',
    ],
    [
      'a # in the label',
      'otpauth://totp/Shop #1:jd?secret=JBSWY3DPEHPK3PXP&digits=8&period=60',
      'otpauth://totp/Shop%20%231:jd?secret=JBSWY3DPEHPK3PXP&issuer=Shop%20%231&digits=8&period=60',
    ],
    [
      'an ampersand in the issuer',
      'otpauth://totp/jd?issuer=Smith&Sons&secret=JBSWY3DPEHPK3PXP&digits=8',
      'otpauth://totp/Smith%26Sons:jd?secret=JBSWY3DPEHPK3PXP&issuer=Smith%26Sons&digits=8',
    ],
    [
      'a # in the issuer',
      'otpauth://totp/jd?issuer=Shop#1&secret=JBSWY3DPEHPK3PXP&digits=8',
      'otpauth://totp/Shop%231:jd?secret=JBSWY3DPEHPK3PXP&issuer=Shop%231&digits=8',
    ],
    [
      'a space, and a parameter that the format does not know',
      'otpauth://totp/A B:jd?secret=JBSWY3DPEHPK3PXP&image=https%3A%2F%2Fa.example%2Fi.png',
      'otpauth://totp/A%20B:jd?secret=JBSWY3DPEHPK3PXP&issuer=A%20B&image=https%3A%2F%2Fa.example%2Fi.png',
    ],
    [
      'a capital in the scheme',
      'OTPAUTH://TOTP/Acme:jd?secret=JBSWY3DPEHPK3PXP&issuer=Acme',
      'otpauth://totp/Acme:jd?secret=JBSWY3DPEHPK3PXP&issuer=Acme',
    ],
  ];
  for (const [name, written, canonical] of rewritten) {
    it(`writes anew what has ${name}`, () => {
      expect(rebuildOtpauth({ secret: '', uri: written })).to.equal(canonical);
    });
  }

  it('leaves what is canonical alone, whatever its order, and writes nothing that it would write anew', () => {
    const own = 'otpauth://totp/Acme%20Bank:jd@a.example?issuer=Acme%20Bank&secret=JBSWY3DPEHPK3PXP&image=x';
    expect(rebuildOtpauth({ secret: '', uri: own })).to.equal(own);
    fc.assert(
      fc.property(keys, (key) => {
        const written = rebuildOtpauth({ secret: key.secret, uri: buildOtpauth(key), host: 'a.example' })!;
        expect(rebuildOtpauth({ secret: key.secret, uri: written, host: 'b.example' })).to.equal(written);
      }),
    );
  });

  it('has nothing where the backend says what cannot be read: its digits would be lost', () => {
    for (const broken of [
      'otpauth://totp/Acme:jd',
      'otpauth://steam/a?secret=A&digits=5',
      'otpauth://totp/a?digits=8',
    ])
      expect(rebuildOtpauth({ secret: SECRET, uri: broken })).to.equal(undefined);
  });

  it('names an entry that nobody has named after the host', () => {
    expect(rebuildOtpauth({ secret: SECRET, host: 'bank.example' })).to.equal(
      `otpauth://totp/bank.example:bank.example?secret=${SECRET}&issuer=bank.example`,
    );
    expect(
      rebuildOtpauth({ secret: SECRET, uri: `otpauth://totp/?secret=${SECRET}`, host: 'b.example' }),
    ).to.equal(`otpauth://totp/b.example:b.example?secret=${SECRET}&issuer=b.example`);
    expect(rebuildOtpauth({ secret: SECRET, accountLabel: 'jd', host: 'b.example' })).to.equal(
      `otpauth://totp/jd?secret=${SECRET}`,
    );
  });

  it('puts the names of the page in and keeps the rest', () => {
    expect(rebuildOtpauth({ secret: SECRET, uri, issuer: 'Acme Bank', accountLabel: 'J. Doe' })).to.equal(
      `otpauth://totp/Acme%20Bank:J.%20Doe?secret=${SECRET}&issuer=Acme%20Bank&algorithm=SHA256&digits=8&period=60`,
    );
  });

  it('keeps the account where the page names the issuer only', () => {
    expect(parseOtpauth(rebuildOtpauth({ secret: SECRET, uri, issuer: 'Acme' })!)).to.include({
      issuer: 'Acme',
      account: 'APM0000003$jdoe',
    });
  });

  it('unwraps a chart URL', () => {
    const chart = `https://chart.googleapis.com/chart?cht=qr&chl=${encodeURIComponent(`otpauth://totp/Acme:jd?secret=${SECRET}&issuer=Acme`)}`;
    expect(rebuildOtpauth({ secret: SECRET, uri: chart })).to.equal(
      `otpauth://totp/Acme:jd?secret=${SECRET}&issuer=Acme`,
    );
  });

  it('makes a URI where the backend gave none, or none that makes sense', () => {
    for (const uri of [undefined, '', 'https://example.com/qr.png', 'data:image/png;base64,AAAA']) {
      expect(rebuildOtpauth({ secret: 'jbsw y3dp', uri, issuer: 'Acme' })).to.equal(
        'otpauth://totp/Acme:Acme?secret=JBSWY3DP&issuer=Acme',
      );
    }
  });
});

describe('unusualParameters', () => {
  const key: OtpauthKey = { type: 'totp', secret: SECRET, account: 'a' };

  it('has nothing to say of the usual', () => {
    expect(unusualParameters(key)).to.deep.equal([]);
    expect(unusualParameters({ ...key, algorithm: 'SHA1', digits: 6, period: 30 })).to.deep.equal([]);
  });

  it('names what apps ignore, and no secret', () => {
    expect(unusualParameters({ ...key, algorithm: 'SHA256', digits: 8, period: 60 })).to.deep.equal([
      'algorithm=SHA256',
      'digits=8',
      'period=60',
    ]);
  });
});

describe('cleanSecret', () => {
  it('takes out what people put in', () => {
    expect(cleanSecret(' jbsw y3dp-ehpk 3pxp== ')).to.equal('JBSWY3DPEHPK3PXP');
  });
});

/** Names without spaces at the ends, which mean nothing there. */
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((name) => name.trim())
  .filter((name) => name !== '');

const keys: fc.Arbitrary<OtpauthKey> = fc
  .record(
    {
      type: fc.constantFrom('totp' as const, 'hotp' as const),
      secret: fc.stringMatching(/^[A-Z2-7]{16,52}$/),
      account: names,
      issuer: names,
      algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
      digits: fc.constantFrom(6, 7, 8),
      period: fc.integer({ min: 1, max: 600 }),
      counter: fc.nat(),
    },
    { requiredKeys: ['type', 'secret', 'account'] },
  )
  // Without an issuer, an escaped colon is read as the one after it.
  .filter((key) => key.issuer !== undefined || !key.account.includes(':'));
