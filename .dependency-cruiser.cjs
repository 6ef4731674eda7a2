/** The arrows of docs/architecture.md: who may import whom. Everything else is refused. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})/` },
});

const PURE = 'model|iam|network|scaling|inventory|practices|assess|remediate|compliance|report';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(index|main|early|\\.d)\\.ts$' },
      to: {},
    },
    only('model-imports-nothing', 'model', [], 'the words stand by themselves'),
    only('iam', 'iam', ['model']),
    only('network', 'network', ['model']),
    only('scaling', 'scaling', ['model']),
    only('inventory', 'inventory', ['model', 'iam', 'network', 'scaling']),
    only('practices', 'practices', ['model', 'inventory', 'iam', 'network', 'scaling']),
    only('assess', 'assess', ['model', 'inventory', 'practices']),
    only('compliance', 'compliance', ['model', 'practices']),
    only('report', 'report(?!/html/client/)', ['model', 'assess', 'iam', 'network', 'scaling']),
    {
      name: 'page-script',
      comment: "the HTML report's own: what it takes from elsewhere is bundled into it",
      severity: 'error',
      from: { path: '^src/report/html/client/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(report/|model/|practices/fix/|practices/check\\.ts)' },
    },
    only('sources', 'sources', ['model']),
    only('trail', 'trail', ['model', 'iam']),
    only('app', 'app', [
      'model',
      'iam',
      'network',
      'scaling',
      'inventory',
      'practices',
      'assess',
      'compliance',
      'report',
      'sources',
    ]),
    only(
      'cli',
      'cli',
      ['app', 'model', 'report', 'sources'],
      'thin over app; report and sources only for their types and texts',
    ),
    {
      name: 'checks-do-not-import-checks',
      severity: 'error',
      from: { path: '^src/practices/([^/]+)/([^/]+)\\.ts$', pathNot: '(index|\\.test)\\.ts$' },
      to: { path: '^src/practices/\\d', pathNot: '^src/practices/$1/$2' },
    },
    {
      name: 'pure-has-no-io',
      comment: 'no clock, no files, no network between snapshot and assessment',
      severity: 'error',
      from: { path: `^src/(${PURE})/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-script-stays-in-the-page',
      comment: 'the report carries it bundled (docs/decisions/0011)',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/report/html/client/|\\.test\\.ts$' },
      to: { path: '^src/report/html/client/' },
    },
    {
      name: 'sdk-only-in-sources-aws',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sources/aws/|app/live-accounts)' },
      to: { path: '@aws-sdk/' },
    },
    {
      name: 'product-imports-no-lab-or-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(lab|bench|test|scripts|reference)/' },
    },
    {
      name: 'no-dev-dependencies-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
