import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Message } from '../schema/message';
import type { Fields } from '../schema/struct';

export type AnyMessage = Message<Fields>;

function isMessage(value: unknown): value is AnyMessage {
  return typeof value === 'object' && value !== null && 'isFlexible' in value && 'decode' in value;
}

function messagesIn(exported: unknown): unknown[] {
  const isApi = typeof exported === 'object' && exported !== null && 'request' in exported && 'response' in exported;
  return isApi ? [exported.request, exported.response] : [exported];
}

/** Every message that broker/protocol declares: requests, responses, headers, control records, the consumer protocol. */
export async function loadAllMessages(): Promise<AnyMessage[]> {
  const folder = fileURLToPath(new URL('../messages/', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const paths = [...names.map((name) => `../messages/${name.slice(0, -3)}`), '../headers', '../records/control-records'];
  const modules = await Promise.all(paths.map((path): Promise<unknown> => import(path)));
  return modules
    .flatMap((exports): unknown[] => (typeof exports === 'object' && exports !== null ? Object.values(exports) : []))
    .flatMap(messagesIn)
    .filter(isMessage);
}
