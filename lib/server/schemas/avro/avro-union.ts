import { quoted } from '../json-texts';
import type { JsonTree } from '../json-tree';
import type { ValuePath, ValueProblem } from '../value-problem';
import type { WriteValue } from './avro-output';
import type { AvroCodec, AvroType, ReadValue } from './avro-type';

/** A branch that a value may be meant for. */
interface Attempt {
  readonly index: number;
  readonly branch: AvroType;
  readonly value: JsonTree;
  readonly path: ValuePath;
}

export function unionOf(branches: readonly AvroType[]): AvroCodec {
  return { read: readUnion(branches), write: writeUnion(branches) };
}

/** The value itself; its branch is named only where records or maps could be taken for one another. */
function readUnion(branches: readonly AvroType[]): ReadValue {
  const isNamed = branches.filter(({ isObject }) => isObject).length > 1;
  return (reader) => {
    const index = Number(reader.readZigzag64());
    const branch = branches[index] ?? reader.fail(`no branch ${index} in a union of ${branches.length}`);
    return isNamed && branch.isObject ? `{${quoted(branch.name)}:${branch.read(reader)}}` : branch.read(reader);
  };
}

/**
 * As Avro's JSON names the branch, `{"string": "x"}`, or as people type it, `"x"`: then it is the first branch that takes the value.
 * Where none does, the one that takes most of it says what is wrong.
 */
function writeUnion(branches: readonly AvroType[]): WriteValue {
  const names = branches.map(({ name }) => name).join(' or ');
  return (value, output, path) => {
    const plain = branches.map((branch, index): Attempt => ({ index, branch, value, path }));
    let nearest: readonly ValueProblem[] = [];
    for (const attempt of [...namedAttempts(branches, value, path), ...plain]) {
      const problems = output.attempt(() => {
        output.addLong(BigInt(attempt.index));
        attempt.branch.write(attempt.value, output, attempt.path);
      });
      if (problems.length === 0) return;
      const isInside = problems.every((problem) => problem.path.length > path.length);
      if (isInside && (nearest.length === 0 || problems.length < nearest.length)) nearest = problems;
    }
    if (nearest.length === 0) output.expected(names, value, path);
    for (const { path: place, message } of nearest) output.problem(place, message);
  };
}

/** Of an object with one field, named like a branch: by its full name, or by what stands after its last dot. */
function namedAttempts(branches: readonly AvroType[], value: JsonTree, path: ValuePath): readonly Attempt[] {
  if (value.kind !== 'object' || value.fields.size !== 1) return [];
  const [[name, inner] = []] = value.fields;
  const index = branches.findIndex((branch) => branch.name === name || branch.name.endsWith(`.${name ?? ''}`));
  const branch = branches[index];
  if (name === undefined || inner === undefined || branch === undefined) return [];
  return [{ index, branch, value: inner, path: [...path, name] }];
}
