/** What is generated in docs/your-own-look.md: the samples as they are, and what each status means. */
import { readFile } from 'node:fs/promises';
import prettier from 'prettier';
import { readFlowStatuses } from './flow-statuses.js';
import { table } from './markdown-table.js';

export const OWN_LOOK_PAGE = 'docs/your-own-look.md';

const SAMPLE = /(<!-- file: (\S+) -->).*?(<!-- \/file -->)/gs;
const STATUSES = /(<!-- statuses -->).*?(<!-- \/statuses -->)/gs;
/** By what is coloured as what: of the endings of our samples, all are names of languages. */
const LANGUAGE = /\w+$/;

/** The page as it should be. */
export async function makeOwnLookPage(): Promise<string> {
  const page = await readFile(OWN_LOOK_PAGE, 'utf8');
  const samples = new Map<string, string>();
  for (const [, , file = ''] of page.matchAll(SAMPLE)) samples.set(file, await readFile(file, 'utf8'));
  const statuses = await statusTables();
  const made = page
    .replace(SAMPLE, (_, start: string, file: string, end: string) => {
      const language = LANGUAGE.exec(file)?.[0] ?? '';
      return `${start}\n\n\`\`\`${language}\n${samples.get(file) ?? ''}\`\`\`\n\n${end}`;
    })
    .replace(STATUSES, (_, start: string, end: string) => `${start}\n\n${statuses}\n\n${end}`);
  const options = await prettier.resolveConfig(OWN_LOOK_PAGE);
  return prettier.format(made, { ...options, parser: 'markdown' });
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
