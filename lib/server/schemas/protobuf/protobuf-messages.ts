import { Namespace, parse, Root, Type, type NamespaceBase } from 'protobufjs';
import { MessageReader, type ReadMessage } from '../message-reader';
import { readMessageIndexes } from './message-indexes';
import { MessageTypes } from './message-types';
import { protoRoot } from './proto-root';

/** Messages of a `.proto` file as serializers write them: before each stands which message of the file it is. */
export function protobufMessages(file: string, imported: readonly string[]): ReadMessage {
  const root = protoRoot(file, imported);
  const names = messagesOf(file);
  const types = new MessageTypes();
  return (body) => {
    const reader = new MessageReader(body);
    const indexes = readMessageIndexes(reader);
    const name = nameAt(names, indexes) ?? reader.fail(`no message ${indexes.join('.')} in the schema`);
    return readAll(types, root.lookupType(name), reader);
  };
}

/** Messages of one type, with nothing before them; of the file's first one where none is named. */
export function protobufMessage(file: string, imported: readonly string[], name: string | null): ReadMessage {
  const root = protoRoot(file, imported);
  const [first] = messagesOf(file);
  const wanted = name ?? first?.name;
  if (wanted === undefined) throw new TypeError('The file has no message.');
  const type = root.lookupType(wanted);
  const types = new MessageTypes();
  return (body) => readAll(types, type, new MessageReader(body));
}

function readAll(types: MessageTypes, type: Type, reader: MessageReader): ReturnType<ReadMessage> {
  const rest = reader.readBytes(reader.remaining);
  return { json: types.read(type, reader.inner(rest)), name: type.fullName.replace(/^\./, '') };
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
