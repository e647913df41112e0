import { expect } from 'chai';
import axe from 'axe-core';
import { OTP_REQUEST_STATUSES } from '../../src/elements/otp-request/otp-request.js';
import { OTP_VERIFY_STATUSES } from '../../src/elements/otp-verify/otp-verify-status.js';
import { TOTP_ENROLL_STATUSES } from '../../src/elements/totp-enroll/totp-enroll-status.js';
import { en } from '../../src/locales/en.js';
import { deepElements, settled } from '../support/page.js';
import { FILES, storiesOf, type NamedStory } from './all-stories.js';
import { statesOf, visiblePart } from './seen.js';

/** Rules about a whole page, of which a story is a part. */
const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass', 'document-title'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  ['light', 'ltr'],
  ['dark', 'ltr'],
  ['light', 'rtl'],
  ['dark', 'rtl'],
] as const;
const NARROW_PX = 320;

describe('stories', () => {
  const root = document.documentElement;
  let sheet: HTMLLinkElement;
  const { warn } = console;

  before(async () => {
    sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = '/stories/support/stage.css';
    const loaded = new Promise((resolve) => (sheet.onload = resolve));
    document.head.append(sheet);
    await loaded;
    root.lang = 'en';
    // What elements tell developers is not about looks.
    console.warn = () => undefined;
  });
  after(() => {
    sheet.remove();
    console.warn = warn;
  });
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
    root.style.colorScheme = '';
    root.dir = '';
  });

  describe('one for each status', () => {
    const wanted = {
      'mfa-otp-request': OTP_REQUEST_STATUSES,
      'mfa-otp-verify': OTP_VERIFY_STATUSES,
      'mfa-totp-enroll': TOTP_ENROLL_STATUSES,
    };
    for (const [tag, statuses] of Object.entries(wanted)) {
      it(tag, () => {
        const stories = FILES[`${tag}.stories`] ?? {};
        for (const status of statuses) {
          const name = status[0]!.toUpperCase() + status.slice(1);
          const story = storiesOf(stories).find((candidate) => candidate.name === name);
          expect(story?.scene.status, name).to.equal(status);
        }
      });
    }
  });

  for (const [file, module] of Object.entries(FILES)) {
    describe(file, () => {
      for (const story of storiesOf(module)) {
        it(story.name, async () => {
          const { stage, element } = await render(story);
          expectScene(story, element);
          expect(rawKeys(stage).join(), 'texts that are missing').to.equal('');
          for (const [scheme, dir] of LOOKS) {
            root.style.colorScheme = scheme;
            root.dir = dir;
            await settled(stage);
            expect(await violations(stage), `${scheme} ${dir}`).to.deep.equal([]);
          }
          expectScene(story, element);
          root.style.colorScheme = '';
          for (const dir of ['ltr', 'rtl']) {
            root.dir = dir;
            stage.style.width = `${NARROW_PX}px`;
            await settled(stage);
            expect(overflowing(stage), `wider than ${NARROW_PX}px, ${dir}`).to.deep.equal([]);
          }
        });
      }
    });
  }
});

async function render({ story, args }: NamedStory) {
  const stage = story.render(args);
  document.body.append(stage);
  const element = await stage.ready;
  await settled(stage);
  return { stage, element };
}

/** The element is what the story says that it is. */
function expectScene({ scene }: NamedStory, element: HTMLElement): void {
  const { status, states, parts = [] } = scene;
  if (status) expect((element as { status?: string }).status).to.equal(status);
  if (states) expect(statesOf(element, states)).to.deep.equal([...states]);
  for (const name of parts)
    expect(visiblePart(element, name), `the part ${name} is to be seen`).to.equal(true);
}

async function violations(stage: Element): Promise<string[]> {
  const found = await axe.run(stage, {
    runOnly: TAGS,
    resultTypes: ['violations'],
    rules: Object.fromEntries(PAGE_RULES.map((rule) => [rule, { enabled: false }])),
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

const KEY = new RegExp(`(^|[^\\w-])(${Object.keys(en).join('|')})(?![\\w-])`);

/** Names of texts that are shown or read aloud in place of the texts. */
function rawKeys(stage: Element): string[] {
  const texts: string[] = [];
  for (const element of deepElements(stage)) {
    for (const node of [...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])])
      if (node instanceof Text) texts.push(node.data);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      texts.push(element.getAttribute(name) ?? '');
  }
  return texts.filter((text) => KEY.test(text));
}

/** Elements whose content is wider than they are, or that stick out of the stage. */
function overflowing(stage: HTMLElement): string[] {
  const edge = stage.getBoundingClientRect();
  const found: string[] = [];
  if (stage.scrollWidth > stage.clientWidth) found.push(`stage: ${stage.scrollWidth}`);
  for (const element of deepElements(stage)) {
    const style = getComputedStyle(element);
    // What is for ears only, and what is drawn behind a mask, takes no room.
    if (style.position === 'absolute' || style.display === 'inline' || element instanceof SVGElement)
      continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.right > edge.right + 0.5 || box.left < edge.left - 0.5)
      found.push(`${nameOf(element)}: ${Math.round(box.width)} px`);
  }
  return found;
}

function nameOf(element: Element): string {
  return `${element.localName}[${element.getAttribute('part') ?? element.className}]`;
}
