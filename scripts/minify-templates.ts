import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
}

/**
 * Takes comments and needless white space out of the `css` and `html` templates of our own sources: no minifier looks
 * into strings.
 */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(css|html|svg)`/.test(code)) return undefined;
      const parts = [...taggedTemplates(this.parse(code) as unknown as Node)]
        .flatMap(({ tag, quasis }) => quasis.map(({ start, end }) => ({ tag, start, end })))
        .sort((a, b) => a.start - b.start);
      let shorter = '';
      let done = 0;
      for (const { tag, start, end } of parts) {
        const text = code.slice(start, end);
        shorter += code.slice(done, start) + (tag === 'css' ? shorterCss(text) : shorterHtml(text));
        done = end;
      }
      return { code: shorter + code.slice(done), map: null };
    },
  };
}

/** Each template with one of our tags, however deep it lies. */
function* taggedTemplates(node: unknown): Generator<{ tag: string; quasis: Node[] }> {
  if (typeof node !== 'object' || node === null) return;
  if (isTagged(node)) yield { tag: node.tag.name, quasis: node.quasi.quasis };
  for (const child of Object.values(node)) yield* taggedTemplates(child);
}

function isTagged(node: object): node is { tag: { name: string }; quasi: { quasis: Node[] } } {
  const { type, tag } = node as { type?: string; tag?: { name?: string } };
  return type === 'TaggedTemplateExpression' && /^(css|html|svg)$/.test(tag?.name ?? '');
}

function shorterCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}')
    .replace(/ !important/g, '!important')
    .replace(/(?<=[ ,:(])0\./g, '.')
    .replace(/^ (?=[.:[@*])|(?<=\}) $/g, '');
}

/** Lines and their indents become one space, which says the same; none is needed inside of a tag's end or start. */
function shorterHtml(html: string): string {
  return html.replace(/\s*\n\s*/g, ' ').replace(/ (?=>)/g, '');
}
