/** What is generated in docs/your-own-look.md: the samples as they are, and what each status means. */
import { readFlowStatuses } from './flow-statuses.js';
import { table } from './markdown-table.js';
import { makePage } from './page-samples.js';

export const OWN_LOOK_PAGE = 'docs/your-own-look.md';

const STATUSES = /(<!-- statuses -->).*?(<!-- \/statuses -->)/gs;

/** The page as it should be. */
export async function makeOwnLookPage(): Promise<string> {
  const statuses = await statusTables();
  return makePage(OWN_LOOK_PAGE, (page) =>
    page.replace(STATUSES, (_, start: string, end: string) => `${start}\n\n${statuses}\n\n${end}`),
  );
}

async function statusTables(): Promise<string> {
  const flows = await readFlowStatuses('src/flows');
  return flows
    .map(({ flow, summary, statuses }) => {
      const rows = statuses.map(({ name, meaning }) => [`\`${name}\``, meaning]);
      return `### \`${flow}\`\n\n${summary}\n\n${table(['Status', 'What it means'], rows)}`;
    })
    .join('\n\n');
}
