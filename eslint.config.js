import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { noCircle } from './scripts/no-circle.js';

/** Who may import whom: each folder of `src`, and the folders that it may reach besides itself. */
const ARROWS = {
  core: [],
  locales: [],
  styles: [],
  backends: ['core'],
  flows: ['core'],
  sandbox: ['core'],
  server: ['core', 'backends'],
  controllers: ['core', 'flows', 'locales'],
  elements: ['core', 'flows', 'controllers', 'locales', 'styles'],
  define: ['core', 'backends', 'elements', 'locales'],
  compat: ['core', 'backends', 'flows', 'define'],
};
const FOLDERS = Object.keys(ARROWS);

const zones = Object.entries(ARROWS).map(([folder, allowed]) => ({
  target: `./src/${folder}`,
  from: FOLDERS.filter((other) => other !== folder && !allowed.includes(other)).map(
    (other) => `./src/${other}`,
  ),
  message: `src/${folder} may import from: ${allowed.join(', ') || 'nothing else'}.`,
}));

/** An element's folder is its own: others see only its class file, for its type. */
const PURE = [
  'src/core/**',
  'src/backends/**',
  'src/flows/**',
  'src/locales/**',
  'src/sandbox/**',
  'src/server/**',
];

/** The places that may load something later. */
const LAZY = [
  'src/define/**',
  'src/elements/qr-code/qr-code.ts',
  'src/controllers/passkey-ceremony.ts',
  'src/compat/clients.ts',
  'src/compat/classic.ts',
];

export default tseslint.config(
  { ignores: ['dist', 'dist-demo', 'storybook-static', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX, ours: { rules: { 'no-circle': noCircle } } },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [tsResolver()],
    },
    rules: {
      'ours/no-circle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `!` and `as` are spoken for where they stand; an empty function says that nothing is to be done.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      'no-console': ['error', { allow: ['warn'] }],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], wc['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: { ...litA11y.configs.recommended.rules },
  },
  {
    // Loaded later is only what a person could name: a backend, an element, the encoder of QR codes.
    files: ['src/**/*.ts'],
    ignores: LAZY,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'What a screen needs comes with the screen.' },
      ],
    },
  },
  {
    files: PURE,
    rules: { 'no-restricted-imports': ['error', { patterns: ['lit', 'lit/*', '@lit/*'] }] },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts', 'stories/**/*.ts'],
    rules: {
      // chai's assertions are expressions; tests reach into what they have just made.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A test knows what it has put into the page.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'off',
    },
  },
);

/** Source files name their imports by what is emitted: `./x.js` stands for `./x.ts`. */
function tsResolver() {
  const resolver = importX.createNodeResolver({
    extensions: ['.ts', '.js'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  });
  return resolver;
}
