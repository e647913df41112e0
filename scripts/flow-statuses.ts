/** What each status of each flow means, read from where the statuses are declared. */
import { readdir, readFile } from 'node:fs/promises';

export interface FlowStatuses {
  /** The class: `OtpVerifyFlow`. */
  readonly flow: string;
  /** The first line above them. */
  readonly summary: string;
  readonly statuses: readonly { readonly name: string; readonly meaning: string }[];
}

/** A comment, a name and what is in the list. */
const LIST = /\/\*\*([^/]*?)\*\/\nexport const (\w+)_STATUSES = \[(.*?)\] as const;/gs;
/** A comment, where there is one, and a status. */
const ENTRY = /(?:\/\*\*((?:(?!\*\/).)*)\*\/\s*)?'([\w-]+)',/gs;

/** Of every `…_STATUSES` in a folder, in the order of the flows' names. */
export async function readFlowStatuses(folder: string): Promise<FlowStatuses[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const sources = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
  return sources.flatMap(statusesIn).sort((a, b) => a.flow.localeCompare(b.flow, 'en'));
}

/** @throws where a status, or a list of them, has no comment: it would be in no table. */
export function statusesIn(source: string): FlowStatuses[] {
  const found = [...source.matchAll(LIST)].map(([, summary = '', name = '', list = '']) => ({
    flow: `${pascal(name)}Flow`,
    summary: text(summary),
    statuses: [...list.matchAll(ENTRY)].map(([, meaning, status = '']) => {
      if (!meaning) throw new Error(`${name}_STATUSES: '${status}' has no comment`);
      return { name: status, meaning: text(meaning) };
    }),
  }));
  const declared = source.match(/_STATUSES = \[/g)?.length ?? 0;
  if (declared !== found.length) throw new Error('A list of statuses has no comment, or is no `as const`');
  return found;
}

function pascal(name: string): string {
  return name.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A comment as one line. */
function text(comment: string): string {
  return comment
    .replace(/\n\s*\*/g, ' ')
    .replace(/\{@link (\S+?)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}
