/** Texts of the repository's own pages, for guides: nothing is written down twice. */

/** A whole page, without its title and without links to files, which are not served here. */
export function pageText(markdown: string): string {
  const body = markdown.replace(/^# .*\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  return body.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, '$1');
}

/** The section of a page under this heading, down to the next of its level or above, without the heading. */
export function section(markdown: string, heading: string): string {
  const lines = markdown.split('\n');
  const from = lines.indexOf(heading);
  if (from < 0) throw new Error(`The page has lost its section: ${heading}`);
  const level = heading.indexOf(' ');
  let inCode = false;
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => {
    if (line.startsWith('```')) inCode = !inCode;
    return !inCode && /^#+ /.test(line) && line.indexOf(' ') <= level;
  });
  return pageText(rest.slice(0, to < 0 ? undefined : to).join('\n'));
}
