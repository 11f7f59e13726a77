import nextPlugin from '@next/eslint-plugin-next';
import queryPlugin from '@tanstack/eslint-plugin-query';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = new URL('../..', import.meta.url).pathname;

/** Node modules that only the broker's platform folder (and its command line) may touch. */
const platformModules = [
  'net',
  'fs',
  'fs/promises',
  'crypto',
  'child_process',
  'http',
  'https',
  'os',
  'stream',
  'timers',
  'timers/promises',
  'worker_threads',
  'process',
  'tls',
  'dgram',
  'perf_hooks',
].flatMap((name) => [name, `node:${name}`]);

const ambientMessage = 'Take it from a port of broker/platform: the simulation must be able to replace it.';

const physicalDirection = String.raw`/(^|[\s:"'\u0060])-?(ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|text-left)-?(\[|\d|auto|px|\s|$)/`;

export default tseslint.config(
  { ignores: ['node_modules/**', '.next/**', 'dist/**', 'next-env.d.ts', 'test-results/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.{mjs,js,cjs}'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/require-await': 'off' },
  },
  {
    files: ['broker/**/*.ts'],
    ignores: [
      'broker/platform/node/**',
      'broker/cli/**',
      'broker/bench/**',
      'broker/simulation/command/**',
      'broker/**/*.test.ts',
      'broker/server/real-clients/**',
      'broker/protocol/schema-check/**',
    ],
    rules: {
      'no-restricted-imports': ['error', { paths: platformModules.map((name) => ({ name, message: ambientMessage })) }],
      'no-restricted-globals': [
        'error',
        ...[
          'setTimeout',
          'setInterval',
          'setImmediate',
          'clearTimeout',
          'process',
          'performance',
          'fetch',
          'crypto',
          'WeakRef',
          'FinalizationRegistry',
        ].map((name) => ({ name, message: ambientMessage })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: ambientMessage },
        { object: 'Math', property: 'random', message: ambientMessage },
        { object: 'Buffer', property: 'allocUnsafe', message: 'It can leak old memory into a frame, and breaks replay.' },
        { object: 'Buffer', property: 'allocUnsafeSlow', message: 'It can leak old memory into a frame, and breaks replay.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ambientMessage },
      ],
    },
  },
  {
    files: ['broker/simulation/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.{ts,tsx}'],
    plugins: { '@next/next': nextPlugin, 'react-hooks': reactHooks, '@tanstack/query': queryPlugin },
    rules: {
      ...nextPlugin.configs.recommended.rules,
      ...nextPlugin.configs['core-web-vitals'].rules,
      ...reactHooks.configs.recommended.rules,
      '@tanstack/query/exhaustive-deps': 'error',
      '@tanstack/query/no-unstable-deps': 'error',
      '@next/next/no-html-link-for-pages': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: `JSXAttribute[name.name='className'] Literal[value=${physicalDirection}]`,
          message: 'Use logical properties: ms-, me-, ps-, pe-, start-, end-, text-start.',
        },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Message content is untrusted: never HTML.' },
      ],
    },
  },
  {
    files: [
      'app/(console)/**/*.{ts,tsx}',
      'components/**/*.{ts,tsx}',
      'lib/{format,i18n,placeholders,preferences,queries}/**/*.ts',
    ],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['issues', 'parse', 'parseAsync', 'safeParseAsync', 'unwrap'].map((property) => ({
          property,
          allowObjects: ['JSON', 'Date'],
          message: 'The schemas of the pages have safeParse() alone (lib/contracts/zod-in-browser.ts).',
        })),
      ],
    },
  },
);
