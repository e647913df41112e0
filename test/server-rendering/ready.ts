import { deepElements, settled, until } from '../support/page.js';

/** What has become of the page, for the test around it. */
export interface Findings {
  /** Elements that the server has rendered and that are not in the page any more. */
  lost: string[];
  /** How many shadow roots were emptied, for whatever was in them. */
  emptied: number;
  /** What there is now, shadow roots included, and what there is where the same is rendered in the browser alone. */
  hydrated: string;
  fresh: string;
}

const main = document.querySelector('main')!;

/**
 * Registers all elements over what the server has rendered, and tells the test what came of it.
 *
 * @param renderTwin - Shows the same in the browser alone.
 */
export async function ready(renderTwin: (twin: HTMLElement) => void): Promise<void> {
  const before = [...deepElements(main)].filter(({ localName }) => localName !== 'style');
  let emptied = 0;
  const empty = ShadowRoot.prototype.replaceChildren;
  ShadowRoot.prototype.replaceChildren = function () {
    emptied++;
    empty.call(this);
  };
  await import('../../src/define/all.js');
  await import('../../src/define/mfa-phone-input.js');
  await import('../../src/define/mfa-proof.js');
  await whole(main);
  const findings: Findings = {
    lost: before.filter((node) => !node.isConnected).map(({ outerHTML }) => outerHTML),
    emptied,
    hydrated: picture(main),
    fresh: await pictureOfTwin(renderTwin),
  };
  Object.assign(window, { findings });
}

/** All is there, the drawings too, whose encoder is loaded. */
async function whole(root: Element): Promise<void> {
  await settled(root);
  for (const code of root.querySelectorAll('mfa-qr-code')) await until(() => !code.value || isDrawn(code));
  await settled(root);
}

/** Drawn, and at the size that it has been measured at. */
function isDrawn({ shadowRoot }: Element): boolean {
  const box = shadowRoot?.querySelector('path')?.closest('svg')?.getAttribute('viewBox');
  return box !== undefined && box !== null && !box.startsWith('0 ');
}

async function pictureOfTwin(render: (twin: HTMLElement) => void): Promise<string> {
  const twin = document.createElement('main');
  // Ids are there once.
  main.replaceWith(twin);
  render(twin);
  await whole(twin);
  const seen = picture(twin);
  twin.replaceWith(main);
  return seen;
}

/** Elements, attributes and texts. Time passes, and ids are others each time. */
function picture(node: Node): string {
  if (node instanceof Text) return node.data.trim().replace(/\d+/g, '#');
  if (!(node instanceof Element || node instanceof ShadowRoot)) return '';
  const nodes =
    node instanceof Element && node.shadowRoot ? [node.shadowRoot, ...node.childNodes] : node.childNodes;
  const inner = [...nodes].map(picture).join('');
  if (node instanceof ShadowRoot) return `<#>${inner}</#>`;
  if (node.localName === 'style') return '';
  const attributes = [...node.attributes].map(
    ({ name, value }) => ` ${name}="${value.replace(/mfa-made-\S+/, '')}"`,
  );
  return `<${node.localName}${attributes.sort().join('')}>${inner}</${node.localName}>\n`;
}
