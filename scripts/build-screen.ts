import { build, type Plugin, type Rolldown } from 'vite';
import { minifyHTMLLiterals } from 'minify-literals';

/** Stands for the module that a page loads first. */
const ENTRY = 'screen-of-a-page';

/**
 * Builds what a page with a screen would: a production build in memory, lazy parts apart. The first chunk is the entry.
 */
export async function buildScreen(
  entry: string,
  plugins: readonly Plugin[] = [],
): Promise<[Rolldown.OutputChunk, ...Rolldown.OutputChunk[]]> {
  const [result] = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'minify-templates',
        enforce: 'post',
        async transform(code, id) {
          if (!/\/src\/.*\.ts$/.test(id) || !/\b(css|html|svg)`/.test(code)) return undefined;
          const result = await minifyHTMLLiterals(code, { fileName: id });
          return result && { code: result.code, map: null };
        },
      },
      ...plugins,
      {
        name: 'screen',
        resolveId: (source) => (source.endsWith(ENTRY) ? ENTRY : null),
        load: (source) => (source === ENTRY ? entry : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
      // As in an app: what an entry and a lazy part share stays in the entry.
      rolldownOptions: { preserveEntrySignatures: 'allow-extension', output: { minify: true } },
    },
  })) as Rolldown.RolldownOutput[];
  const outputs: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = result?.output ?? [];
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const first = chunks.find(({ isEntry }) => isEntry);
  if (!first) throw new Error('The build has no entry');
  return [first, ...chunks.filter((chunk) => chunk !== first)];
}
