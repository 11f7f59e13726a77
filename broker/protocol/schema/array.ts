import { CodecError } from '../primitives/codec-error';
import { nullValue } from './sized-types';
import type { WireType } from './wire-type';

export interface ArrayType<Value, Input> extends WireType<Value[], readonly Input[]> {
  readonly element: WireType<Value, Input>;
}

/** An array: a 32-bit count (compact when flexible) and its elements. */
export function arrayOf<Value, Input>(element: WireType<Value, Input>): ArrayType<Value, Input> {
  return {
    kind: `[]${element.kind}`,
    element,
    emptyValue: () => [],
    isEmpty: (value) => value.length === 0,
    compile(context) {
      const { flexible, nullable } = context;
      const codec = element.compile({ ...context, nullable: false });
      return {
        read(reader) {
          const length = reader.readArrayLength(flexible);
          if (length < 0) return nullable ? nullValue<Value[]>() : reader.fail('null array where none is allowed');
          const values: Value[] = [];
          try {
            for (let index = 0; index < length; index += 1) values.push(codec.read(reader));
          } catch (error) {
            throw error instanceof CodecError ? error.within(`[${values.length}]`) : error;
          }
          return values;
        },
        write(writer, values: readonly Input[] | null) {
          if (values === null) {
            if (!nullable) throw new CodecError('null array where none is allowed', -1);
            writer.writeLength(flexible, 32, -1);
            return;
          }
          writer.writeLength(flexible, 32, values.length);
          for (const value of values) codec.write(writer, value);
        },
      };
    },
  };
}
