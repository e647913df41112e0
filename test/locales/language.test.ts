/** What an element speaks: the language of the nearest `lang`, whole, or English that says so. */
import { expect } from 'chai';
import '../../src/define/mfa-config.js';
import '../../src/define/mfa-code-input.js';
import '../../src/define/mfa-otp-verify.js';
import type { MfaCodeInput } from '../../src/elements/code-input/code-input.js';
import { en } from '../../src/locales/en.js';
import { nearestLanguage, registerLanguage } from '../../src/locales/languages.js';
import type { Texts, Translation } from '../../src/locales/texts.js';
import { aTask, clearPage, part, settled, until } from '../support/page.js';

/** A language that is English with a mark before each text. */
function marked(mark: string): Translation {
  const entries = Object.entries(en).map(([key, text]) => [
    key,
    typeof text === 'string'
      ? `${mark} ${text}`
      : Object.fromEntries(
          Object.entries(text).map(([form, words]) => [form, form === 'by' ? words : `${mark} ${words}`]),
        ),
  ]);
  return Object.fromEntries(entries) as Translation;
}

describe('the language of an element', () => {
  const pageLanguage = document.documentElement.lang;
  let loads: string[];

  function know(tag: string, texts: Texts): void {
    registerLanguage(tag, () => {
      loads.push(tag);
      return Promise.resolve({ default: texts });
    });
  }

  async function open(
    lang: string | undefined,
    html = '<mfa-code-input></mfa-code-input>',
  ): Promise<MfaCodeInput> {
    const place = document.createElement('div');
    if (lang !== undefined) place.lang = lang;
    place.innerHTML = html;
    document.body.append(place);
    const field = place.querySelector('mfa-code-input')!;
    await settled(field);
    return field;
  }

  const label = (field: MfaCodeInput): string => part(field, 'label')!.textContent;
  const marks = (field: MfaCodeInput): (string | null)[] => {
    const [first] = [...field.shadowRoot!.children].filter(({ localName }) => localName !== 'style');
    return [first!.getAttribute('lang'), first!.getAttribute('dir')];
  };

  beforeEach(() => {
    loads = [];
    document.documentElement.lang = 'en';
    know('eo', marked('eo'));
    know('tlh', marked('tlh'));
    know('zh-hant', marked('Hant'));
    know('zh-hk', marked('HK'));
    know('ug', { codeLabel: 'كود' });
  });
  afterEach(() => {
    clearPage();
    document.documentElement.lang = pageLanguage;
  });

  for (const [around, found] of [
    ['eo', 'eo'],
    ['EO', 'eo'],
    ['eo-001', 'eo'],
    ['zh-TW', 'zh-hant'],
    ['zh-Hant', 'zh-hant'],
    ['zh-HK', 'zh-hk'],
    ['zh-CN', undefined],
    ['en-AU', 'en'],
    ['xx', undefined],
    ['no language at all', undefined],
    ['', undefined],
  ] as const)
    it(`for "${around}" is ${found ?? 'not known'}`, () => {
      expect(nearestLanguage(around)).to.equal(found);
    });

  it('is the one of the nearest lang, its own included, and is there with the first words', async () => {
    expect(label(await open('eo'))).to.equal('eo Code');
    expect(label(await open('eo', '<mfa-code-input lang="tlh"></mfa-code-input>'))).to.equal('tlh Code');
    expect(label(await open('eo', '<p lang="en"><mfa-code-input></mfa-code-input></p>'))).to.equal('Code');
    expect(marks(await open('eo-001'))).to.deep.equal([null, null]);
  });

  it('is loaded once for the whole page, and only where it is wanted', async () => {
    registerLanguage('io', () => {
      loads.push('io');
      return Promise.resolve(marked('io'));
    });
    await open('en');
    expect(loads).to.deep.equal([]);
    await Promise.all([open('io'), open('io'), open('io')]);
    expect(loads).to.deep.equal(['io']);
  });

  it('goes on as another region writes it, without a mark', async () => {
    const field = await open('eo');
    for (const [before, after] of [
      ['eo', 'eo-001'],
      ['en-GB', 'en-US'],
    ] as const) {
      for (const lang of [before, after]) {
        field.parentElement!.lang = lang;
        await aTask();
        await settled(field);
      }
      expect(marks(field), after).to.deep.equal([null, null]);
    }
  });

  it('reaches through shadow roots', async () => {
    const host = document.createElement('div');
    host.lang = 'tlh';
    host.attachShadow({ mode: 'open' }).innerHTML = '<mfa-code-input></mfa-code-input>';
    document.body.append(host);
    const field = host.shadowRoot!.querySelector('mfa-code-input')!;
    await settled(field);
    expect(label(field)).to.equal('tlh Code');
    host.lang = 'eo';
    await until(() => label(field) === 'eo Code');
  });

  it('changes with the page, and loses nothing that was typed', async () => {
    const field = await open(undefined);
    field.input!.focus();
    field.value = '123';
    field.input!.setSelectionRange(1, 1);
    document.documentElement.lang = 'eo';
    await until(() => label(field) === 'eo Code');
    document.documentElement.lang = 'tlh-x-other';
    await until(() => label(field) === 'tlh Code');
    document.documentElement.lang = 'en';
    await until(() => label(field) === 'Code');
    expect([field.value, field.input!.selectionStart, document.activeElement]).to.deep.equal([
      '123',
      1,
      field.input,
    ]);
  });

  it('is English, and says so, where the page is in one that is not known', async () => {
    const field = await open('xx');
    expect([label(field), ...marks(field)]).to.deep.equal(['Code', 'en', 'ltr']);
    const description = field.querySelector('span')!;
    expect([description.lang, description.textContent]).to.deep.equal(['en', 'Enter the 6-digit code']);
    field.parentElement!.lang = 'eo';
    await until(() => label(field) === 'eo Code');
    expect(marks(field)).to.deep.equal([null, null]);
    expect(description.hasAttribute('lang')).to.equal(false);
  });

  it('is never a mixture: where one text is missing, all of the element is English', async () => {
    const field = await open('ug');
    expect([label(field), ...marks(field)]).to.deep.equal(['Code', 'en', 'ltr']);
  });

  it('goes into the elements inside of an element', async () => {
    const place = document.createElement('div');
    place.lang = 'eo';
    place.innerHTML = '<mfa-otp-verify device-type="totp"></mfa-otp-verify>';
    document.body.append(place);
    const verify = place.querySelector('mfa-otp-verify')!;
    await settled(verify);
    const inner = verify.shadowRoot!.querySelector('mfa-code-input')!;
    await settled(inner);
    expect([part(verify, 'submit')!.textContent.trim(), label(inner)]).to.deep.equal([
      'eo Check code',
      'eo Code',
    ]);
  });

  it("leaves the page's own words in front", async () => {
    const field = await open('eo');
    field.texts = { codeLabel: 'Kodo' };
    await settled(field);
    expect([label(field), part(field, 'hint')!.textContent]).to.deep.equal([
      'Kodo',
      'eo Enter the 6-digit code',
    ]);
  });

  it('is English where its file does not come, until it does', async () => {
    let broken = true;
    registerLanguage('ia', () =>
      broken ? Promise.reject(new TypeError('503')) : Promise.resolve({ default: marked('ia') }),
    );
    const first = await open('ia');
    expect([label(first), ...marks(first)]).to.deep.equal(['Code', 'en', 'ltr']);
    broken = false;
    expect(label(await open('ia'))).to.equal('ia Code');
  });

  it('is taken up by an element that was there before', async () => {
    const field = await open('eu');
    expect(label(field)).to.equal('Code');
    registerLanguage('eu', () => Promise.resolve(marked('eu')));
    await until(() => label(field) === 'eu Code');
  });

  it('is English for the time being where its file takes too long', async () => {
    let arrive = (_texts: Texts): void => {};
    registerLanguage('vo', () => new Promise((resolve) => (arrive = resolve)));
    const field = await open('vo');
    expect([label(field), ...marks(field)]).to.deep.equal(['Code', 'en', 'ltr']);
    arrive(marked('vo'));
    await until(() => label(field) === 'vo Code');
  });
});
