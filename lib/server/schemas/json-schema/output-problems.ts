import type { OutputUnit, Schema } from '@cfworker/json-schema';
import { jsonTree, type JsonTree } from '../json-tree';
import { foundText, shortened, type ValuePath, type ValueProblem } from '../value-problem';
import { isNode } from './schema-faults';

interface Checked {
  readonly schema: Schema | boolean;
  readonly lookup: Readonly<Record<string, Schema | boolean>>;
  readonly json: string;
}

/** They only say that something inside is wrong. */
const outer: ReadonlySet<string> = new Set([
  ...['$ref', '$recursiveRef', 'allOf', 'if', 'properties', 'patternProperties', 'additionalProperties'],
  ...['unevaluatedProperties', 'dependentSchemas', 'dependencies', 'prefixItems', 'items', 'additionalItems', 'unevaluatedItems'],
]);
/** What is wrong inside says less than that none fits. */
const heads: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);
const problemsMax = 20;

/** The package's list of errors as people read it: what was expected where, and what stands there instead. */
export function problemsOf(units: readonly OutputUnit[], { schema, lookup, json }: Checked): readonly ValueProblem[] {
  if (units.length === 0) return [];
  const value = jsonTree(json);
  const problems = new Map<string, ValueProblem>();
  const addAll = (list: readonly OutputUnit[]): void => {
    for (let at = 0; at < list.length && problems.size < problemsMax; at += 1) {
      const unit = list[at];
      if (unit === undefined) continue;
      const isLeafItself = unit.keyword === 'dependencies' && unit.error.includes('does not have');
      if (outer.has(unit.keyword) && !isLeafItself) continue;
      const path = pathOf(unit.instanceLocation, value);
      const found = valueAt(value, path);
      const inside = heads.has(unit.keyword) ? insideOf(list, at) : [];
      at += inside.length;
      const nearest = unit.keyword === 'anyOf' || unit.keyword === 'oneOf' ? nearestOf(unit, inside) : undefined;
      if (nearest !== undefined) addAll(nearest);
      else
        for (const problem of told(unit, { path, found, rule: ruleAt(unit, schema, lookup), inside }))
          problems.set(JSON.stringify(problem), problem);
    }
  };
  addAll(units);
  return [...problems.values()].slice(0, problemsMax);
}

function insideOf(list: readonly OutputUnit[], head: number): readonly OutputUnit[] {
  const prefix = `${list[head]?.keywordLocation ?? ''}/`;
  const end = list.findIndex((unit, index) => index > head && !unit.keywordLocation.startsWith(prefix));
  return list.slice(head + 1, end === -1 ? list.length : end);
}

/** Of the alternatives: the one that takes the value itself and has the least against what is in it. */
function nearestOf(head: OutputUnit, inside: readonly OutputUnit[]): readonly OutputUnit[] | undefined {
  const groups = new Map<string, OutputUnit[]>();
  for (const unit of inside) {
    const [branch = ''] = unit.keywordLocation.slice(head.keywordLocation.length + 1).split('/');
    const group = groups.get(branch);
    if (group === undefined) groups.set(branch, [unit]);
    else group.push(unit);
  }
  const isOuterOnly = (unit: OutputUnit): boolean => outer.has(unit.keyword);
  const inner = [...groups.values()].filter((group) =>
    group.every((unit) => isOuterOnly(unit) || unit.instanceLocation !== head.instanceLocation || unit.keyword === 'required'),
  );
  return inner.sort((a, b) => a.length - b.length)[0];
}

interface Place {
  readonly path: ValuePath;
  readonly found: JsonTree | undefined;
  /** What the keyword says in the schema. */
  readonly rule: unknown;
  readonly inside: readonly OutputUnit[];
}

function told(unit: OutputUnit, { path, found, rule, inside }: Place): readonly ValueProblem[] {
  const expected = (what: string): readonly ValueProblem[] => [{ path, message: `expected ${what}, ${foundText(found)}` }];
  const limit = shortened(rule === undefined ? '' : JSON.stringify(rule));
  switch (unit.keyword) {
    case 'required':
      return missing(rule, found).map((name) => ({ path: [...path, name], message: 'is required, found nothing' }));
    case 'false':
      return [{ path, message: 'the schema allows nothing here' }];
    case 'type':
      return expected(Array.isArray(rule) ? rule.join(' or ') : String(rule));
    case 'const':
      return expected(limit);
    case 'enum':
      return expected(Array.isArray(rule) ? `one of ${shortened(rule.map((each) => JSON.stringify(each)).join(', '))}` : limit);
    case 'minimum':
      return expected(`at least ${limit}`);
    case 'maximum':
      return expected(`at most ${limit}`);
    case 'exclusiveMinimum':
      return expected(`more than ${limit}`);
    case 'exclusiveMaximum':
      return expected(`less than ${limit}`);
    case 'multipleOf':
      return expected(`a multiple of ${limit}`);
    case 'minLength':
      return expected(`at least ${limit} characters`);
    case 'maxLength':
      return expected(`at most ${limit} characters`);
    case 'maxProperties':
      return [{ path, message: `expected at most ${limit} fields` }];
    case 'pattern':
      return expected(`text that matches ${limit}`);
    case 'format':
      return expected(`text in the format ${String(rule)}`);
    case 'anyOf':
    case 'oneOf':
      return alternatives(unit, inside, expected);
    default:
      return [{ path, message: unit.error.replace(/\.$/, '').replace(/^./, (first) => first.toLowerCase()) }];
  }
}

function alternatives(
  unit: OutputUnit,
  inside: readonly OutputUnit[],
  expected: (what: string) => readonly ValueProblem[],
): readonly ValueProblem[] {
  const [, matches] = /\((\d+) matches\)/.exec(unit.error) ?? [];
  if (matches !== undefined && matches !== '0') return expected(`what only one alternative takes (${matches} do)`);
  const types = inside.flatMap(({ keyword, error }) => (keyword === 'type' ? (/Expected "(.*)"\.$/.exec(error)?.[1] ?? []) : []));
  const isOnlyTypes = types.length > 0 && inside.every(({ keyword }) => keyword === 'type' || outer.has(keyword));
  return expected(isOnlyTypes ? types.map((type) => type.replaceAll('", "', ' or ')).join(' or ') : 'one of the alternatives');
}

function missing(rule: unknown, found: JsonTree | undefined): readonly string[] {
  if (!Array.isArray(rule) || found?.kind !== 'object') return [];
  return rule.map(String).filter((name) => !found.fields.has(name));
}

function stepsOf(location: string): readonly string[] {
  return location
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function pathOf(location: string, value: JsonTree): ValuePath {
  const path: (string | number)[] = [];
  let at: JsonTree | undefined = value;
  for (const step of stepsOf(location)) {
    path.push(at?.kind === 'array' ? Number(step) : step);
    at = childOf(at, step);
  }
  return path;
}

function valueAt(value: JsonTree, path: ValuePath): JsonTree | undefined {
  return path.reduce<JsonTree | undefined>((at, step) => childOf(at, step), value);
}

function childOf(value: JsonTree | undefined, step: string | number): JsonTree | undefined {
  if (value?.kind === 'object') return value.fields.get(String(step));
  return value?.kind === 'array' ? value.items[Number(step)] : undefined;
}

/** Through the schema as the check went; undefined where that cannot be followed. */
function ruleAt({ keywordLocation }: OutputUnit, schema: Schema | boolean, lookup: Checked['lookup']): unknown {
  let node: unknown = schema;
  for (const step of stepsOf(keywordLocation)) {
    if (Array.isArray(node)) node = node[Number(step)] as unknown;
    else if (!isNode(node)) return undefined;
    else if (step === '$ref') node = lookup[String(node['__absolute_ref__'] ?? node['$ref'])];
    else node = node[step];
  }
  return node;
}
