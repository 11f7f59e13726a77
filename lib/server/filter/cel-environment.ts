import { Environment } from '@marcbachmann/cel-js';

/** Numbers of JSON are doubles, those that people type are ints: arithmetic takes them together. */
const mixed: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
];

/** What an expression can name. There are no functions but those of CEL itself. */
export function celEnvironment(): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: { maxAstNodes: 2_000, maxDepth: 60, maxListElements: 1_000, maxMapEntries: 200, maxCallArguments: 32 },
  })
    .registerVariable('key', 'dyn')
    .registerVariable('value', 'dyn')
    .registerVariable('headers', 'map<string, dyn>')
    .registerVariable('headerList', 'list<map<string, dyn>>')
    .registerVariable('partition', 'int')
    .registerVariable('offset', 'int')
    .registerVariable('timestamp', 'google.protobuf.Timestamp');
  environment.registerOperator('double % double: double', (a: number, b: number) => a % b);
  for (const [operator, apply] of mixed) {
    environment.registerOperator(`double ${operator} int: double`, (a: number, b: bigint) => apply(a, Number(b)));
    environment.registerOperator(`int ${operator} double: double`, (a: bigint, b: number) => apply(Number(a), b));
  }
  return environment;
}
