/** What goes onto paper or into a file: what the codes are for, and the codes. */
export interface CodeSheet {
  title: string;
  facts: readonly string[];
  codes: readonly string[];
}

/** As plain text, for the clipboard and the file. */
export function sheetText({ title, facts, codes }: CodeSheet): string {
  const width = String(codes.length).length;
  const lines = codes.map((code, index) => `${String(index + 1).padStart(width)}. ${code}`);
  return [title, ...facts, '', ...lines, ''].join('\n');
}

/** Saves a text file. Its address says nothing of what is in it, and is void a moment later. */
export function saveText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers read the file only after the click is done with.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const PAGE_RULES = `
  @media print { body > :not([data-mfa-sheet]) { display: none !important } }
  @media not print { [data-mfa-sheet] { display: none !important } }`;
const SHEET_RULES = `
  :host { font: 12pt/1.6 sans-serif; color: #000; background: #fff }
  h1 { font-size: 16pt; margin: 0 0 8pt }
  p { margin: 0 }
  ol { margin: 16pt 0 0; padding-inline-start: 3em; columns: 2 }
  li { font-family: monospace; break-inside: avoid }`;

/**
 * Prints a sheet of its own in place of the page: a node beside the page's content, and a style sheet that shows only
 * one of the two. No frame, window or inline style, so that no content policy stands in the way. Returns what takes
 * the sheet away; it also goes by itself once it is printed.
 */
export function printSheet(sheet: CodeSheet): () => void {
  const holder = document.createElement('div');
  holder.dataset.mfaSheet = '';
  const root = holder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styleSheet(SHEET_RULES)];
  const list = element('ol', '');
  list.append(...sheet.codes.map((code) => element('li', code)));
  root.append(element('h1', sheet.title), ...sheet.facts.map((fact) => element('p', fact)), list);
  const pageRules = styleSheet(PAGE_RULES);
  const remove = (): void => {
    removeEventListener('afterprint', remove);
    holder.remove();
    root.replaceChildren();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((rules) => rules !== pageRules);
  };
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageRules];
  document.body.append(holder);
  addEventListener('afterprint', remove);
  print();
  return remove;
}

function element(tag: string, text: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: text });
}

function styleSheet(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
