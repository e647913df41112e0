import { expect } from 'chai';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import '../../../src/define/mfa-code-input.js';
import { type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { boxesOf, boxesThatAre, drawn, inputOf, mount, picture, unmount, must } from './support.js';

function centre(element: Element, x = 0.5): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width * x), Math.round(top + height / 2)];
}

async function click(element: Element, x?: number): Promise<void> {
  await sendMouse({ type: 'click', position: centre(element, x) });
}

/** Page styles that would pull the native characters away from the boxes, WCAG 1.4.12 among them. */
const HOSTILE = `<style>
  .hostile * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }
  .hostile input { width: 40px !important; padding: 9px !important; font: 30px serif !important; border: 5px solid;
    text-align: right; text-indent: 20px; transform: scale(0.5); background: red; min-width: 500px; }
</style>`;

const PLACES: Record<string, string> = {
  'a plain page': '<mfa-code-input></mfa-code-input>',
  'a page’s input': '<mfa-code-input><input></mfa-code-input>',
  'a right-to-left page': '<div dir="rtl"><mfa-code-input></mfa-code-input></div>',
  'a narrow column': '<div class="narrow"><mfa-code-input></mfa-code-input></div>',
  'a centred flex row': '<div class="centred"><mfa-code-input></mfa-code-input></div>',
  'a page with hostile styles': `${HOSTILE}<div class="hostile"><mfa-code-input><input></mfa-code-input></div>`,
  'a long code': '<div class="narrow"><mfa-code-input length="12"></mfa-code-input></div>',
};
const LAYOUT = '<style>.narrow { width: 260px } .centred { display: flex; justify-content: center }</style>';

describe('mfa-code-input: pointing', () => {
  afterEach(async () => {
    await resetMouse();
    unmount();
  });

  for (const [place, markup] of Object.entries(PLACES)) {
    it(`puts the caret into the box that is clicked, in ${place}`, async () => {
      const { field } = await mount(LAYOUT + markup);
      field.value = '123456789012'.slice(0, field.length);
      const boxes = boxesOf(field);
      for (const [index, box] of boxes.entries()) {
        for (const x of [0.2, 0.8]) {
          await click(box, x);
          expect(inputOf(field).selectionStart, `box ${index} at ${x}`).to.equal(index);
        }
      }
      await until(() => boxesThatAre(field, 'active').join() === String(boxes.length - 1));
    });

    it(`draws its boxes left to right, in line and without scrolling, in ${place}`, async () => {
      const { field } = await mount(LAYOUT + markup);
      field.focus();
      await type('123456789012'.slice(0, field.length));
      expect(drawn(field)).to.equal('123456789012'.slice(0, field.length));
      expect(inputOf(field).scrollLeft).to.equal(0);
      expect(field.shadowRoot?.querySelector('.field')?.scrollLeft).to.equal(0);
      const lefts = boxesOf(field).map((box) => box.getBoundingClientRect().left);
      expect(lefts).to.deep.equal([...lefts].sort((a, b) => a - b));
      const tops = new Set(boxesOf(field).map((box) => box.getBoundingClientRect().top));
      expect(tops.size).to.equal(1);
      expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
      const own = field.getBoundingClientRect();
      const last = must(boxesOf(field).at(-1)?.getBoundingClientRect());
      expect(last.right).to.be.at.most(own.right + 0.5);
    });
  }

  it('replaces the digit that is clicked', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '123456';
    await click(boxesOf(field)[2] as Element);
    await type('9');
    expect(picture(field)).to.equal('129|456');
  });

  it('goes behind the last digit when an empty box is clicked', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '12';
    await click(boxesOf(field)[5] as Element);
    expect(picture(field)).to.equal('12|');
  });

  it('selects by dragging', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '123456';
    const boxes = boxesOf(field);
    await sendMouse({ type: 'move', position: centre(boxes[1] as Element) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: centre(boxes[2] as Element) });
    await sendMouse({ type: 'move', position: centre(boxes[4] as Element) });
    await sendMouse({ type: 'up' });
    expect(picture(field)).to.equal('1[234]56');
    await until(() => boxesThatAre(field, 'selected').join() === '1,2,3');
  });

  it('is focused by its label, and by the page’s', async () => {
    const first = await mount('<mfa-code-input></mfa-code-input>');
    await click(must(first.field.shadowRoot?.querySelector('[part~=label]')));
    expect(document.activeElement).to.equal(first.field.input);
    const second = await mount(
      '<mfa-code-input><label for="own">PIN</label><input id="own"></mfa-code-input>',
    );
    const label = second.root.querySelector('label') as Element;
    await click(label, 0.05);
    expect(document.activeElement).to.equal(second.field.input);
    const box = boxesOf(second.field)[0] as Element;
    expect(label.getBoundingClientRect().bottom).to.be.at.most(box.getBoundingClientRect().top);
  });

  it('gives the whole field to be pressed', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    for (const box of boxesOf(field)) {
      for (const x of [0.05, 0.5, 0.95])
        expect(document.elementFromPoint(...centre(box, x))).to.equal(field.input);
    }
    expect(getComputedStyle(inputOf(field)).opacity).to.equal('1');
    expect(parseFloat(getComputedStyle(inputOf(field)).fontSize)).to.be.at.least(16);
  });
});
