import { dereference, initialBaseURI, validate, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { NamedSchema } from '../registry-texts';
import type { ValueProblem } from '../value-problem';
import { problemsOf } from './output-problems';
import { draftOf, isNode, refuseFaults } from './schema-faults';

/** What is wrong with a value. The text must be JSON. */
export type CheckJson = (json: string) => readonly ValueProblem[];

/**
 * Checks values by a JSON Schema. What it refers to must be in it or among those given: nothing is fetched. `format` is checked, too.
 * Numbers count as doubles, as in JavaScript. Patterns are run as they are: whoever calls this has a budget.
 */
export function jsonSchemaCheck(text: string, references: readonly NamedSchema[]): CheckJson {
  const schema = parsed(text);
  const draft = draftOf(schema);
  const lookup = dereference(schema);
  const base = baseOf(schema);
  for (const { name, text: referred } of references) {
    const known = parsed(referred);
    const uri = new URL(name, base);
    dereference(known, lookup, uri);
    lookup[uri.href] = known;
  }
  const unitsOf = (value: unknown, stopsEarly: boolean): readonly OutputUnit[] =>
    validate(value, schema, draft, lookup, stopsEarly).errors;
  return (json) => {
    const value: unknown = JSON.parse(json);
    return problemsOf(unitsOrFewer(value, unitsOf), { schema, lookup, json });
  };
}

/** The package joins lists of errors as arguments: there may be more than a call takes. */
function unitsOrFewer(
  value: unknown,
  unitsOf: (value: unknown, stopsEarly: boolean) => readonly OutputUnit[],
): readonly OutputUnit[] {
  try {
    return unitsOf(value, false);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unitsOf(value, true);
  }
}

function parsed(text: string): Schema | boolean {
  const schema: unknown = JSON.parse(text);
  refuseFaults(schema);
  return typeof schema === 'boolean' || isNode(schema) ? schema : true;
}

function baseOf(schema: Schema | boolean): URL {
  const id = typeof schema === 'object' ? schema.$id : undefined;
  return typeof id === 'string' ? new URL(id, initialBaseURI) : initialBaseURI;
}
