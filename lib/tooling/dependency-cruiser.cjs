/*
 * Think hard about the layering before you change this file.
 *
 * Broker:  socket → network → protocol → server/handlers → replication | coordinator | controller → log → platform
 * Console: page → feature component → query hook → /api route → service verb → server/kafka → kafkajs → TCP
 *
 * Nothing runs against these arrows. A rule names who may not know whom, and why.
 */
const tests = String.raw`\.test\.tsx?$`;

/** `from` may import only the folders named (and itself, and packages). */
function only(name, from, allowed, why) {
  const folders = [from, ...allowed].map((folder) => `^${folder}(/|\\.)`);
  return {
    name,
    severity: 'error',
    comment: why,
    from: {
      path: `^${from}/`,
      pathNot: [tests, '^broker/platform/node/', '^broker/server/real-clients/', '^broker/protocol/schema-check/'],
    },
    to: { path: '^(app|broker|components|lib|e2e)/', pathNot: folders },
  };
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(broker|components|lib)/',
        pathNot: [tests, '\\.d\\.ts$', '^lib/tooling/', '^broker/platform/'],
      },
      to: {},
    },
    { name: 'no-unlisted-packages', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },

    only('platform-knows-nothing', 'broker/platform', [], 'ports are types only; the Node adapter sits under them'),
    only('protocol-is-pure', 'broker/protocol', [], 'both programs use it'),
    only('log-knows-no-requests', 'broker/log', ['broker/platform', 'broker/protocol'], 'a log knows bytes, not brokers'),
    only(
      'config-is-data',
      'broker/config',
      ['broker/protocol', 'broker/log', 'broker/platform'],
      'names, defaults and validation',
    ),
    only(
      'metadata-is-data',
      'broker/metadata',
      ['broker/protocol', 'broker/platform', 'broker/config'],
      'written by the controller, read by the rest',
    ),
    only(
      'controller-writes-metadata',
      'broker/controller',
      ['broker/metadata', 'broker/config', 'broker/protocol', 'broker/platform'],
      'it appends through a port',
    ),
    only(
      'coordinator-is-pure',
      'broker/coordinator',
      ['broker/protocol', 'broker/platform', 'broker/config', 'broker/metadata'],
      'it appends through a port',
    ),
    only(
      'replication-sits-on-log',
      'broker/replication',
      ['broker/log', 'broker/metadata', 'broker/config', 'broker/protocol', 'broker/platform'],
      'it serves requests it does not know',
    ),
    only('raft-is-pure', 'broker/raft', ['broker/protocol', 'broker/platform'], 'a state machine: a driver does what it says'),
    only('network-knows-frames', 'broker/network', ['broker/protocol', 'broker/platform'], 'what a frame means is the server’s'),
    only('client-is-a-client', 'broker/client', ['broker/protocol', 'broker/platform'], 'it reaches a broker only over TCP'),
    only(
      'interbroker',
      'broker/interbroker',
      [
        'broker/client',
        'broker/controller',
        'broker/metadata',
        'broker/raft',
        'broker/log',
        'broker/config',
        'broker/protocol',
        'broker/platform',
        'broker/replication/peers',
      ],
      'drives the quorum, and carries what brokers say to each other',
    ),
    only(
      'server-joins-them',
      'broker/server',
      [
        'broker/network',
        'broker/replication',
        'broker/coordinator',
        'broker/controller',
        'broker/interbroker',
        'broker/metadata',
        'broker/log',
        'broker/config',
        'broker/protocol',
        'broker/platform',
      ],
      'handlers',
    ),
    {
      name: 'node-platform-only-at-the-edge',
      severity: 'error',
      from: {
        path: '^broker/',
        pathNot: ['^broker/(platform/node|cli|bench|server/real-clients|protocol/schema-check)/', tests],
      },
      // Hashes are pure: there is nothing in them for a simulation to replace.
      to: { path: '^broker/platform/node/', pathNot: '^broker/platform/node/sha256' },
    },
    {
      name: 'simulation-only-in-tests',
      severity: 'error',
      from: { pathNot: [tests, '^broker/simulation/'] },
      to: { path: '^broker/simulation/' },
    },
    {
      name: 'broker-never-imports-console',
      severity: 'error',
      from: { path: '^broker/' },
      to: { path: '^(app|components|lib)/' },
    },
    {
      name: 'console-knows-only-the-protocol',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: [tests] },
      to: { path: '^broker/', pathNot: ['^broker/protocol/'] },
    },
    {
      name: 'browser-never-imports-the-broker',
      severity: 'error',
      from: { path: '^(components|lib/(queries|contracts|format|i18n))/', pathNot: [tests] },
      to: { path: '^(broker|lib/server)/' },
    },
    {
      name: 'kafkajs-in-one-place',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: ['^lib/server/kafka/', tests] },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'services-know-no-http',
      severity: 'error',
      from: { path: '^lib/server/(services|kafka)/', pathNot: [tests] },
      to: { path: '^(app|components|lib/server/http|lib/queries)/|node_modules/next/' },
    },
    {
      name: 'kafka-layer-knows-no-service',
      severity: 'error',
      from: { path: '^lib/server/kafka/' },
      to: { path: '^lib/server/services/' },
    },
    {
      name: 'routes-call-services',
      severity: 'error',
      from: { path: '^app/api/' },
      to: { path: '^(lib/server/kafka|components)/' },
    },
    {
      name: 'pages-call-no-service',
      severity: 'error',
      from: { path: '^app/', pathNot: ['^app/(api|metrics)/'] },
      to: { path: '^lib/server/services/|^lib/server/kafka/' },
    },
    {
      name: 'kit-knows-no-kafka',
      severity: 'error',
      from: { path: '^components/ui/', pathNot: [tests] },
      to: { path: '^(components/(?!ui/)|lib/(queries|contracts|server)/)' },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^components/([^/]+)/', pathNot: ['^components/(ui|layout)/', tests] },
      to: { path: '^components/([^/]+)/', pathNot: ['^components/$1/', '^components/ui/'] },
    },
    { name: 'lib-is-below-components', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|e2e/)' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
  },
};
