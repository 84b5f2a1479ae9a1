/** The floors of docs/architecture.md as rules: a module imports lower floors only, and foreign code has one place each. */
const FLOORS = [
  '^src/(constants|maths|errors|immutable|text)/',
  '^src/(schema|ports)/',
  '^src/traits/',
  '^src/affect/',
  '^src/evolution/',
  '^src/(session|character|persona|population)/',
  '^src/expression/',
  '^src/engine/',
  '^src/[^/]+\\.ts$',
  '^adapters/',
];

const upwards = FLOORS.slice(0, -1).map((floor, index) => ({
  name: `floor-${index}-imports-only-lower-floors`,
  severity: 'error',
  from: { path: floor, pathNot: '^src/create-engine\\.ts$' },
  to: { path: FLOORS.slice(index + 1).join('|') },
}));

const siblings = ['session', 'character', 'persona', 'population'].map((room) => ({
  name: `${room}-imports-no-sibling`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(session|character|persona|population)/`, pathNot: `^src/${room}/` },
}));

const onlyIn = (what, packages, places) => ({
  name: `${what}-only-in-its-place`,
  severity: 'error',
  from: { path: '^(src|adapters)/', pathNot: places },
  to: { path: `node_modules/(${packages})/`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...upwards,
    ...siblings,
    {
      name: 'constants-import-values-from-nowhere-above',
      severity: 'error',
      from: { path: FLOORS[0] },
      to: { path: FLOORS[1], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-composition-root-knows-an-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/create-engine\\.ts$' },
      to: { path: '^adapters/' },
    },
    {
      name: 'an-adapter-knows-ports-errors-and-the-public-face',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '^adapters/(cli|population|simulation)/' },
      to: { path: '^src/', pathNot: '^src/(ports|errors|index)' },
    },
    {
      // Its threads must run the very loops and lanes of a population, and the public face does not show them.
      name: 'the-threads-of-a-population-know-its-room-and-the-lanes',
      severity: 'error',
      from: { path: '^adapters/population/' },
      to: { path: '^src/', pathNot: '^src/(ports|errors|index|population/|affect/lanes)' },
    },
    {
      // It runs populations by numbered draws that are the same everywhere, its model is one more shape, and runs are told apart by the
      // numbers of the model of feelings.
      name: 'a-simulation-knows-populations-mathematics-and-its-model',
      severity: 'error',
      from: { path: '^adapters/simulation/' },
      to: {
        path: '^src/',
        pathNot: '^src/(errors|index|constants/|maths/|population/index|schema/simulation)',
      },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/', pathNot: '^adapters/cli/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'no-node-builtins-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('zod', 'zod', '^(src/schema|adapters/http)/'),
    onlyIn('hono', 'hono|@hono/[^/]+', '^adapters/http/'),
    onlyIn('immer', 'immer', '^src/immutable/'),
    onlyIn('mitt', 'mitt', '^src/engine/emitter\\.ts$'),
    onlyIn('fast-check', 'fast-check', '^src/testing/'),
    onlyIn('the-ai-sdk', 'ai|@ai-sdk/[^/]+', '^adapters/ai/'),
    onlyIn('resvg', '@resvg/resvg-js', '^adapters/portrait/'),
    onlyIn('better-sqlite3', 'better-sqlite3', '^adapters/sqlite/'),
    onlyIn('the-command-line', 'commander|cli-progress|picocolors|asciichart', '^adapters/cli/'),
    onlyIn('parquet', 'hyparquet|hyparquet-writer', '^adapters/simulation/'),
    onlyIn('the-word-list', 'vader-sentiment', '^adapters/lexicon/'),
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
