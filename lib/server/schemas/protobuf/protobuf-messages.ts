import { common, Namespace, parse, Root, Type, type NamespaceBase } from 'protobufjs';
import { MessageReader, type ReadMessage } from '../message-reader';
import { readMessageIndexes } from './message-indexes';
import { MessageTypes } from './message-types';

common('confluent/type/decimal.proto', {
  nested: {
    confluent: {
      nested: {
        type: {
          nested: {
            Decimal: {
              edition: 'proto3',
              fields: { value: { type: 'bytes', id: 1 }, precision: { type: 'uint32', id: 2 }, scale: { type: 'int32', id: 3 } },
            },
          },
        },
      },
    },
  },
});

/** Messages of a `.proto` file. The files it imports come first, each after what it imports itself. */
export function protobufMessages(schema: string, references: readonly string[]): ReadMessage {
  const root = new Root();
  for (const file of [...references, schema]) add(file, root);
  root.resolveAll();
  const names = messagesOf(schema);
  const types = new MessageTypes();
  return (body) => {
    const reader = new MessageReader(body);
    const indexes = readMessageIndexes(reader);
    const name = nameAt(names, indexes) ?? reader.fail(`no message ${indexes.join('.')} in the schema`);
    const type = root.lookupType(name);
    return { json: types.read(type, reader.inner(reader.readBytes(reader.remaining))), name: name.replace(/^\./, '') };
  };
}

function add(file: string, root: Root): void {
  const { imports = [], weakImports = [] } = parse(file, root, { keepCase: true });
  for (const name of [...imports, ...weakImports]) {
    const known = common.get(name)?.nested;
    if (known !== undefined) root.addJSON(known);
  }
}

interface NamedMessage {
  readonly name: string;
  readonly nested: readonly NamedMessage[];
}

/** The messages that the file itself declares, in its order; those of files it imports share namespaces with them. */
function messagesOf(file: string): readonly NamedMessage[] {
  const root = new Root();
  const { package: name } = parse(file, root, { keepCase: true });
  const home = name === undefined ? root : root.lookup(name);
  return home instanceof Namespace || home instanceof Root ? messagesIn(home) : [];
}

function messagesIn(namespace: NamespaceBase): readonly NamedMessage[] {
  return namespace.nestedArray
    .filter((each) => each instanceof Type)
    .map((type) => ({ name: type.fullName, nested: messagesIn(type) }));
}

function nameAt(messages: readonly NamedMessage[], [first, ...rest]: readonly number[]): string | undefined {
  const message = first === undefined ? undefined : messages[first];
  return message === undefined || rest.length === 0 ? message?.name : nameAt(message.nested, rest);
}
