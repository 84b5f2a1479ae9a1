// Biome formats and lints; this adds the two things it cannot do: rules that need types, and the laws of the floors.
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const PURE_FLOORS = [
  'src/{constants,maths,errors,schema,ports,immutable,text,traits,affect,evolution,session,character,persona,population,expression}/**/*.ts',
];

const UNSTEADY_MATHS = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'pow',
  'tanh',
  'sinh',
  'cosh',
  'sin',
  'cos',
  'tan',
  'cbrt',
  'hypot',
  'atan',
  'atan2',
  'asin',
  'acos',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  { files: ['src/**/*.ts', 'adapters/**/*.ts'], ...regexp.configs['flat/recommended'] },
  {
    files: PURE_FLOORS,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "BinaryExpression[operator='**']",
          message: 'gives other bits on other runtimes: multiply',
        },
        {
          selector: "AssignmentExpression[operator='**=']",
          message: 'gives other bits on other runtimes: multiply',
        },
      ],
      'no-restricted-properties': [
        'error',
        ...UNSTEADY_MATHS.map((property) => ({
          object: 'Math',
          property,
          message: 'gives other bits on other runtimes: use src/maths',
        })),
        { object: 'Math', property: 'random', message: 'use src/maths/random' },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'Date',
          'console',
          'process',
          'performance',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'queueMicrotask',
          'crypto',
        ].map((name) => ({
          name,
          message: 'the floors below the engine know neither time nor world: hand it in',
        })),
      ],
    },
  },
);
