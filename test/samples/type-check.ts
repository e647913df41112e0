/** Checks samples as TypeScript, against the sources by the names that the package exports. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { placeOf, type PageSample } from '../support/page-samples.js';
import { packagePaths } from './package-names.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where the samples would lie, to find the packages that they import. */
const FOLDER = `${ROOT}test/samples/on-pages/`;
/** A name that nothing declares: with a guess at another one, or without. */
const UNKNOWN_NAME = [2304, 2552, 18004];
/** A file or an address of the reader's own. */
const OWN_MODULE = /^Cannot find module '(\.\.?\/|https:)/;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  jsx: ts.JsxEmit.ReactJSX,
  experimentalDecorators: true,
  useDefineForClassFields: false,
  skipLibCheck: true,
  noEmit: true,
  paths: packagePaths(),
};

/** What is wrong with each sample, one line for each thing. `javaScript`: less strict, as its reader's editor is. */
export function typeErrors(samples: readonly PageSample[], javaScript = false): string[] {
  const modules = samples.map((sample) => new SampleModule(sample));
  const check = compilerOf({ ...OPTIONS, strict: !javaScript });
  const exported = check(modules, (program) => namesOfPackage(program));
  const found: string[] = [];
  check(modules, (program) => {
    for (const module of modules) {
      for (const name of unknownNames(program, module)) {
        const before = modules.filter(
          ({ sample }) => sample.page === module.sample.page && sample.line < module.sample.line,
        );
        const owner = before.findLast(({ declared }) => declared.has(name));
        if (owner) module.continues(owner, name);
        else module.isGiven(name);
        // What else a sample does not say, the reader has: but not what it has to import.
        if (!owner && exported.has(name)) found.push(`${placeOf(module.sample)} ${name} is not imported`);
      }
    }
  });
  check(modules, (program) => {
    for (const module of modules) found.push(...errorsIn(program, module));
  });
  return found;
}

/** A sample with what it takes for granted in front of it. */
class SampleModule {
  readonly file: string;
  readonly declared: ReadonlySet<string>;
  readonly #given = new Map<string, string>();
  readonly #exports: string;

  constructor(readonly sample: PageSample) {
    const { page, line, code, language } = sample;
    this.file = `${FOLDER}${page.replace(/\W/g, '-')}-${line}.${language.endsWith('x') ? 'tsx' : 'ts'}`;
    const parsed = ts.createSourceFile(this.file, code, ts.ScriptTarget.ES2022);
    const names = topLevelNames(parsed);
    this.declared = new Set(names.map(({ name }) => name));
    const hidden = names.filter(({ isExported }) => !isExported).map(({ name }) => name);
    this.#exports = `\nexport { ${hidden.join(', ')} };`;
  }

  continues(owner: SampleModule, name: string): void {
    this.#given.set(name, `import { ${name} } from '${owner.file.replace(/\.tsx?$/, '.js')}';`);
  }

  isGiven(name: string): void {
    this.#given.set(name, `declare const ${name}: any; declare type ${name} = any;`);
  }

  /** All of what is given in one line, so that lines stay as they are on the page. */
  get text(): string {
    return `${[...this.#given.values()].join(' ')}\n${this.sample.code}${this.#exports}`;
  }
}

interface TopLevelName {
  readonly name: string;
  readonly isExported: boolean;
}

function topLevelNames(file: ts.SourceFile): TopLevelName[] {
  return file.statements.flatMap((statement): TopLevelName[] => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return namesOf(statement).map((name) => ({ name, isExported }));
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    if (!bindings) return [];
    return ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name }) => name.text)
      : [bindings.name.text];
  }
  const { name } = statement as { name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

type Check = <Result>(modules: readonly SampleModule[], look: (program: ts.Program) => Result) => Result;

/** Keeps what it has read, the sources above all: the second look is quick. */
function compilerOf(options: ts.CompilerOptions): Check {
  const host = ts.createCompilerHost(options);
  // The folder is not there, and the compiler would look no further.
  delete host.directoryExists;
  const kept = new Map<string, ts.SourceFile | undefined>();
  const { getSourceFile, fileExists, readFile } = host;
  return (modules, look) => {
    const texts = new Map(modules.map((module) => [module.file, module.text]));
    // Every tag is defined in the page that a sample is for.
    texts.set(`${FOLDER}page.ts`, "import 'mfa-elements/define/all';\n" + packageImports());
    host.fileExists = (file) => texts.has(file) || fileExists.call(host, file);
    host.readFile = (file) => texts.get(file) ?? readFile.call(host, file);
    host.getSourceFile = (file, language, ...rest) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, language, true);
      if (!kept.has(file)) kept.set(file, getSourceFile.call(host, file, language, ...rest));
      return kept.get(file);
    };
    return look(ts.createProgram([...texts.keys()], options, host));
  };
}

const packageImports = (): string =>
  Object.keys(packagePaths())
    .filter((name) => !name.includes('*') && !name.includes('/define/'))
    .map((name, index) => `export * as part${index} from '${name}';`)
    .join('\n');

/** What can be imported from the package. */
function namesOfPackage(program: ts.Program): Set<string> {
  const checker = program.getTypeChecker();
  const page = checker.getSymbolAtLocation(program.getSourceFile(`${FOLDER}page.ts`)!);
  if (!page) throw new Error('The package exports nothing');
  const parts = checker.getExportsOfModule(page).map((part) => checker.getAliasedSymbol(part));
  return new Set(parts.flatMap((part) => checker.getExportsOfModule(part).map(({ name }) => name)));
}

const problemsIn = (program: ts.Program, { file }: SampleModule): readonly ts.Diagnostic[] => {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
};

function unknownNames(program: ts.Program, module: SampleModule): Set<string> {
  const unknown = problemsIn(program, module).filter(({ code }) => UNKNOWN_NAME.includes(code));
  return new Set(unknown.map(({ file, start = 0, length = 0 }) => file!.text.slice(start, start + length)));
}

function errorsIn(program: ts.Program, module: SampleModule): string[] {
  const { page, line: first } = module.sample;
  return problemsIn(program, module).flatMap(({ file, start = 0, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    const { line } = ts.getLineAndCharacterOfPosition(file!, start);
    return OWN_MODULE.test(text) ? [] : [`${page}:${first + line} ${text}`];
  });
}
