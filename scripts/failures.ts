/** What fails or crashes is said in lines that begin so. `.ci/run` says them again at its end, where they are looked for. */
const MARK = 'FAILED ';
const MOST_LINES = 60;

/** Prints what failed, and the end of what was said about it. */
export function showFailure(what: string, text: string): void {
  const lines = text.trim().split('\n').slice(-MOST_LINES);
  console.log([`\n${MARK}${what}`, ...lines.map((line) => `${MARK}  ${line}`)].join('\n'));
}

export function saysFailure(output: string): boolean {
  return output.includes(`\n${MARK}`);
}

/** Says that an engine ended while it tested a page. */
export function sayCrash(engine: string, page: string): void {
  console.log(`CRASHED ${engine}: ${page}`);
}

/** The pages whose tests a crash has ended, by the engine that crashed. */
export function crashedPages(output: string): ReadonlyMap<string, readonly string[]> {
  const pages = new Map<string, string[]>();
  for (const [, engine = '', page = ''] of output.matchAll(/^CRASHED (\S+): (.+)$/gm)) {
    pages.set(engine, [...(pages.get(engine) ?? []), page]);
  }
  return pages;
}
