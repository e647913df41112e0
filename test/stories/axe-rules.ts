import axe from 'axe-core';

/** Rules about a whole page, of which a story is a part. */
const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass', 'document-title'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules whose answer depends on colours and sizes. */
export const LOOK_RULES = ['color-contrast', 'link-in-text-block', 'target-size'];

/** What axe finds wrong in a place. `without` names rules that make no sense there. */
export function violations(place: Element, without: readonly string[] = []): Promise<string[]> {
  const off = [...PAGE_RULES, ...without].map((rule) => [rule, { enabled: false }] as const);
  return run(place, { runOnly: TAGS, rules: Object.fromEntries(off) });
}

/** The same by these rules only. */
export function violationsOf(place: Element, rules: string[]): Promise<string[]> {
  return run(place, { runOnly: { type: 'rule', values: rules } });
}

async function run(place: Element, options: axe.RunOptions): Promise<string[]> {
  const found = await axe.run(place, { resultTypes: ['violations'], ...options });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
