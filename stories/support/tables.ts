import { make } from './stage.js';

/** What stands in a cell: plain text, or `code` where it is set so. */
export type Cell = string | Element;

export const code = (text: string): HTMLElement => make('code', { textContent: text });

/** A table under its name. Without rows there is none. */
export function tableOf(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Element[] {
  if (rows.length === 0) return [];
  const head = make('tr', {}, ...heads.map((text) => make('th', { scope: 'col', textContent: text })));
  const body = rows.map((cells) => make('tr', {}, ...cells.map((cell) => make('td', {}, ...marked(cell)))));
  const table = make('table', {}, make('thead', {}, head), make('tbody', {}, ...body));
  const frame = make(
    'div',
    { className: 'table-frame', tabIndex: 0, role: 'region', ariaLabel: name },
    table,
  );
  return [make('h2', { textContent: name }), frame];
}

/** Words between backticks are code, as in the manifest. */
function marked(cell: Cell): (string | Element)[] {
  if (typeof cell !== 'string') return [cell];
  return cell.split('`').map((text, index) => (index % 2 ? code(text) : text));
}
