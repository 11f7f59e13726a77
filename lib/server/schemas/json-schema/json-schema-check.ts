import { validate, type OutputUnit } from '@cfworker/json-schema';
import type { NamedSchema } from '../registry-texts';
import type { ValueProblem } from '../value-problem';
import { problemsOf } from './output-problems';
import { resolvedSchema } from './resolved-schema';
import { draftOf } from './schema-faults';

/** What is wrong with a value. The text must be JSON. */
export type CheckJson = (json: string) => readonly ValueProblem[];

/**
 * Checks values by a JSON Schema. What it refers to must be in it or among those given: nothing is fetched. `format` is checked, too.
 * Numbers count as doubles, as in JavaScript. Patterns are run as they are: whoever calls this has a budget.
 */
export function jsonSchemaCheck(text: string, references: readonly NamedSchema[]): CheckJson {
  const { schema, lookup } = resolvedSchema(text, references);
  const draft = draftOf(schema);
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
