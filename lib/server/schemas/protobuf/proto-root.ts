import { common, parse, Root } from 'protobufjs';
import descriptor from 'protobufjs/google/protobuf/descriptor.json';

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

// Options of one's own extend the messages in it.
common('google/protobuf/descriptor.proto', descriptor);

/** The types of a `.proto` file and of those it imports, which come first, each after what it imports itself. */
export function protoRoot(file: string, imported: readonly string[]): Root {
  const root = new Root();
  for (const text of [...imported, file]) add(text, root);
  root.resolveAll();
  return root;
}

/** The names of the files it imports, without those that everybody has. */
export function importsOf(file: string): readonly string[] {
  const { imports = [], weakImports = [] } = parse(file, new Root());
  return [...imports, ...weakImports].filter((name) => !isKnown(name));
}

function isKnown(name: string): boolean {
  return common.get(name) !== null || name === 'confluent/meta.proto';
}

function add(file: string, root: Root): void {
  const { imports = [], weakImports = [] } = parse(file, root, { keepCase: true });
  for (const name of [...imports, ...weakImports]) {
    const known = common.get(name)?.nested;
    if (known !== undefined) root.addJSON(known);
  }
}
