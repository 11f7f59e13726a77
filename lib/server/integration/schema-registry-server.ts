import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestSchema {
  readonly schema: string;
  readonly schemaType?: 'AVRO' | 'PROTOBUF' | 'JSON';
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
  readonly subject: string;
}

export interface TestRegistry {
  readonly url: string;
  /** Every path it was asked for. */
  readonly asked: string[];
  /** As version 1 of its subject. */
  register(id: number, schema: TestSchema): void;
  /** Every answer has this status from now on, without a schema; null: as it should be. */
  answerWith(status: number | null): void;
  close(): Promise<void>;
}

/** A Schema Registry as far as readers need one. With credentials it answers nobody else. */
export async function startSchemaRegistry(credentials?: { username: string; password: string }): Promise<TestRegistry> {
  const schemas = new Map<number, TestSchema>();
  const asked: string[] = [];
  let status: number | null = null;
  const expected = credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;

  function answer(path: string): object | undefined {
    if (path === '/subjects') return [...new Set([...schemas.values()].map(({ subject }) => subject))];
    const [, id, versions] = /^\/schemas\/ids\/(\d+)(\/versions)?$/.exec(path) ?? [];
    const [, subject = ''] = /^\/subjects\/([^/]+)\/versions\/(?:1|latest)$/.exec(path) ?? [];
    const [found] = [...schemas].filter(([known, each]) =>
      id === undefined ? each.subject === decodeURIComponent(subject) : known === Number(id),
    );
    if (found === undefined) return undefined;
    const [ownId, own] = found;
    if (versions !== undefined) return [{ subject: own.subject, version: 1 }];
    return id === undefined ? { ...own, id: ownId, version: 1 } : { ...own, subject: undefined };
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (status !== null) send(response, status, { error_code: status, message: 'as told' });
    else if (expected !== undefined && request.headers.authorization !== expected) send(response, 401, { error_code: 40101 });
    else {
      const found = answer(path);
      if (found === undefined) send(response, 404, { error_code: 40403, message: 'Schema not found' });
      else send(response, 200, found);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    register: (id, schema) => schemas.set(id, schema),
    answerWith: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' });
  response.end(JSON.stringify(body));
}

/** A message as a serializer writes it: 0, the schema's id, and the message. */
export function wireMessage(id: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, body]);
}
