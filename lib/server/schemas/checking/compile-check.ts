import { avroWriter } from '../avro/avro-messages';
import { jsonSchemaCheck } from '../json-schema/json-schema-check';
import { jsonFault } from '../json-tree';
import { problemText, type ValueProblem } from '../value-problem';
import type { CheckedText, CheckSchema } from './check-messages';

/** As many as anybody reads at once. */
const problemsTold = 10;

/** What makes of a value's text what is wrong with it. Throws when the schema cannot be used. */
export function compileCheck({ type, text, references }: CheckSchema): (value: string) => CheckedText {
  const check = type === 'avro' ? avroCheck(text, references) : jsonCheck(text, references);
  return (value) => {
    const fault = jsonFault(value);
    return fault === undefined ? check(value) : { problems: [problemText({ path: [], message: fault })] };
  };
}

function jsonCheck(text: string, references: CheckSchema['references']): (value: string) => CheckedText {
  const check = jsonSchemaCheck(text, references);
  return (value) => ({ problems: told(check(value)) });
}

function avroCheck(text: string, references: CheckSchema['references']): (value: string) => CheckedText {
  const write = avroWriter(
    text,
    references.map((reference) => reference.text),
  );
  return (value) => {
    const written = write(value);
    return 'bytes' in written ? { problems: [], avro: written.bytes } : { problems: told(written.problems) };
  };
}

function told(problems: readonly ValueProblem[]): readonly string[] {
  return problems.slice(0, problemsTold).map(problemText);
}
