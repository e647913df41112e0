/** What assistive technology is told of a page, as text: Chromium's accessibility tree, without what says nothing. */
import type { CDPSession, Page } from 'playwright-core';

type AXNode = Awaited<ReturnType<typeof fullTree>>[number];

const SILENT = ['none', 'generic', 'LabelText', 'Legend', 'ListMarker'];
/** Told by their being there, or by their value. */
const PROPERTIES = [
  'level',
  'live',
  'busy',
  'disabled',
  'readonly',
  'required',
  'invalid',
  'checked',
  'expanded',
  'pressed',
];

export async function spokenTree(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const nodes = await fullTree(session);
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = ({ childIds }: AXNode): AXNode[] => (childIds ?? []).flatMap((id) => byId.get(id) ?? []);
  const lines: string[] = [];
  const tell = (node: AXNode, depth: number, toldName: string): void => {
    const role = String(node.role?.value);
    const name = textOf(node.name);
    const about = propertiesOf(node);
    if (role === 'InlineTextBox') return;
    // What is the name of something around it is told already.
    if (role === 'StaticText' && toldName.includes(name)) return;
    const isSilent = node.ignored || (SILENT.includes(role) && !name && about.length === 0);
    if (!isSilent)
      lines.push(`${'  '.repeat(depth)}${[role, name && `"${name}"`, ...about].filter(Boolean).join(' ')}`);
    const isNamedBy = !isSilent && role !== 'StaticText' && name ? name : toldName;
    for (const child of childrenOf(node)) tell(child, isSilent ? depth : depth + 1, isNamedBy);
  };
  for (const child of nodes[0] ? childrenOf(nodes[0]) : []) tell(child, 0, '');
  return lines.join('\n');
}

async function fullTree(session: CDPSession) {
  await session.send('Accessibility.enable');
  return (await session.send('Accessibility.getFullAXTree')).nodes;
}

function propertiesOf({ properties = [], value, description, role }: AXNode): string[] {
  const told = properties
    .filter(({ name }) => PROPERTIES.includes(name))
    .filter(({ value: { value: is } }) => is !== false && is !== 'false' && is !== 'off')
    .map(({ name, value: { value: is } }) =>
      [true, 'true', 1].includes(is as boolean) && name !== 'level' ? name : `${name}=${String(is)}`,
    );
  const text = textOf(value);
  const isField = role?.value === 'textbox' || role?.value === 'combobox';
  return [
    ...(told.length > 0 ? [`[${told.join(' ')}]`] : []),
    ...(isField && text ? [`value "${text}"`] : []),
    ...(textOf(description) ? [`described "${textOf(description)}"`] : []),
  ];
}

function textOf(value: { value?: unknown } | undefined): string {
  return typeof value?.value === 'string' ? value.value.replace(/\s+/g, ' ').trim() : '';
}
