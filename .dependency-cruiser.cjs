/**
 * The floors of the house as errors: imports go down, never up and never to a feature on the right. Each rule says
 * what to do instead. docs/architecture.md explains the house in words.
 */
const FEATURES = ['accounts', 'projects', 'views', 'runs', 'files', 'metrics', 'sweeps', 'agents']

const TESTS = '\\.(db\\.|contract\\.)?(test|contract)\\.tsx?$|/fixtures/|/testing(-setup)?\\.ts$'

/** A feature may use those to its left. */
const featuresGoLeft = FEATURES.map((feature, index) => ({
  name: `features-go-left-${feature}`,
  comment:
    'A feature uses only features to its left; move the shared part there, or register a listener (run-ended.ts).',
  severity: 'error',
  from: { path: `^server/${feature}/`, pathNot: TESTS },
  to: { path: `^server/(${FEATURES.slice(index + 1).join('|') || 'nothing'})/` },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or need a third below both.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...featuresGoLeft,
    {
      name: 'domain-is-browser-safe',
      comment: 'Floor 0 holds words: zod, yaml, jsep and itself. What needs Node belongs higher.',
      severity: 'error',
      from: { path: '^server/domain/', pathNot: TESTS },
      to: { pathNot: '^server/domain/|^node_modules/(zod|yaml|jsep)/' },
    },
    {
      name: 'search-is-pure',
      comment: 'The controller has no clock, disk or die; pass what it needs as input.',
      severity: 'error',
      from: { path: '^server/(search|series|statistics)/', pathNot: TESTS },
      to: {
        pathNot: '^server/(search|series|statistics|domain)/|^node_modules/(ml-matrix|pure-rand|@stdlib/[^/]+|zod)/',
      },
    },
    {
      name: 'libraries-of-search-in-numeric',
      comment: 'Only server/search/numeric names ml-matrix and pure-rand, so that they can be exchanged.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/search/numeric/', TESTS] },
      to: { path: '^node_modules/(ml-matrix|pure-rand)/' },
    },
    {
      name: 'prisma-only-in-stores',
      comment: 'Ask a store; Prisma types stop there.',
      severity: 'error',
      from: { pathNot: ['^server/db/', '\\.store\\.ts$', '^prisma/', TESTS] },
      to: { path: '^prisma/generated/' },
    },
    {
      name: 'stores-are-low',
      comment:
        'A store is SQL in, domain types out; what combines stores is a service. Pieces of SQL that stores share are in files named *-sql.ts.',
      severity: 'error',
      from: { path: '^server/.*(\\.store|-sql)\\.ts$' },
      to: {
        path: '^server/',
        pathNot: '^server/(domain|db|series)/|-sql\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'services-below-transports',
      comment: 'A service is called by doors and jobs, it knows none of them.',
      severity: 'error',
      from: { path: `^server/(${FEATURES.join('|')}|live|db)/`, pathNot: TESTS },
      to: { path: '^server/(trpc|http|jobs|wandb)/|^server/(main|start)\\.ts|^(app|components|sdk)/' },
    },
    {
      name: 'transports-apart',
      comment: 'Doors parse, call one service and answer; shared work belongs in a service.',
      severity: 'error',
      from: { path: '^server/trpc/' },
      to: { path: '\\.store\\.ts$|^server/(db|http|jobs|search)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-see-types-only',
      comment: 'The interface knows domain words and the type of the router; data comes through tRPC.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(server|prisma|sdk|app)/', pathNot: '^server/domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-is-thin',
      comment: 'A page prefetches and mounts one component; the server is reached through server/process.ts.',
      severity: 'error',
      from: { path: '^app/' },
      to: {
        path: '^(server|prisma|sdk)/',
        pathNot: '^server/(domain/|process\\.ts)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sdk-takes-words-and-search',
      comment: 'The package bundles domain words and the pure controller, nothing that needs a database.',
      severity: 'error',
      from: { path: '^sdk/', pathNot: TESTS },
      to: {
        path: '^(server|prisma|app|components)/',
        pathNot: '^server/(domain|search)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'outbuildings-are-leaves',
      comment: 'Nothing inside imports examples, benchmarks or e2e.',
      severity: 'error',
      from: { path: '^(app|components|server|sdk|prisma)/' },
      to: { path: '^(examples|benchmarks|e2e)/' },
    },
    {
      name: 'no-test-helpers-in-code',
      comment: 'Helpers of tests stay with tests.',
      severity: 'error',
      from: { pathNot: [TESTS, '^e2e/', '^benchmarks/', 'vitest.config.ts'] },
      to: { path: TESTS },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(sweepboard|server-only)$|\\.css$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^prisma/generated' },
    exclude: { path: '(^|/)(dist|\\.next|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
}
