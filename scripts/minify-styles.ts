import type { Plugin } from 'vite';

/** Takes comments and needless white space out of the `css` templates: no minifier looks into strings. */
export function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) return undefined;
      return code.replace(/\bcss`([^`$\\]*)`/g, (_, css: string) => `css\`${minified(css)}\``);
    },
  };
}

function minified(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}')
    .trim();
}
