import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { apiCalls } from '@/lib/contracts/api-calls';
import { openapiDocument } from './openapi-document';

const folder = path.resolve('app/api/v1');

/** `METHOD /path` of everything that the route files export. */
function routes(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts' && !file.includes('[...'))
    .flatMap((file) => {
      const where = path.posix.join('/api/v1', path.dirname(file).split(path.sep).join('/'));
      const source = readFileSync(path.join(folder, file), 'utf8');
      const methods = [...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm)];
      return methods.map(([, method]) => `${method ?? ''} ${where.replaceAll('[', '{').replaceAll(']', '}')}`);
    });
}

test('the calls are those that the routes answer', () => {
  expect(apiCalls.map(({ method, path: where }) => `${method} ${where}`).toSorted()).toEqual(routes().toSorted());
});

test('the document has every call once, with its parameters and schemas', () => {
  const document = openapiDocument('1.2.3') as {
    info: { version: string };
    paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
  };
  expect(document.info.version).toBe('1.2.3');
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations).toHaveLength(apiCalls.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(apiCalls.length);
  const records = document.paths['/api/v1/clusters/{cluster}/topics/{topic}/records']?.['get'];
  const names = (where: string) => records?.parameters.filter((each) => each.in === where).map(({ name }) => name);
  expect(names('path')).toEqual(['cluster', 'topic']);
  expect(names('query')).toEqual(expect.arrayContaining(['from', 'to', 'p', 'n', 'q', 'dir', 'isolation', 'cursor']));
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
  expect([...new Set(references)]).toEqual(['#/components/responses/Error']);
});
