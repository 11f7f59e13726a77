import * as z from 'zod/mini';
import { apiCalls, type ApiCall } from '@/lib/contracts/api-calls';
import { errorEnvelope } from '@/lib/contracts/error';

type Json = Record<string, unknown>;

const errorRef = { $ref: '#/components/responses/Error' };

/** The API as OpenAPI 3.1, made from the contracts that its routes and pages are checked with. */
export function openapiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const call of apiCalls) (paths[call.path] ??= {})[call.method.toLowerCase()] = operationOf(call);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ottla',
      version,
      description: [
        'Offsets and other 64-bit integers are decimal strings.',
        'Identifiers that are not plain travel in paths as ~ and their base64url.',
        'A console with a token wants it as Authorization: Bearer.',
      ].join(' '),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      responses: { Error: { description: 'What went wrong', content: json(schemaOf(errorEnvelope, 'output')) } },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{}, { token: [] }],
  };
}

function operationOf(call: ApiCall): Json {
  const { summary, body, status = 200 } = call;
  return {
    summary,
    operationId: operationIdOf(call),
    parameters: [...pathParameters(call.path), ...queryParameters(call.query)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: { [status]: { description: 'Done', content: contentOf(call.answer) }, default: errorRef },
  };
}

/** `getClustersClusterTopics`: stable, and one for each call. */
function operationIdOf({ method, path }: ApiCall): string {
  const words = path.replace('/api/v1/', '').match(/[A-Za-z]+/g) ?? [];
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: z.ZodMiniType | undefined): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties)
    .filter(([, schema]) => !('not' in schema))
    .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function contentOf(answer: ApiCall['answer']): Json {
  if (answer === 'events') return { 'text/event-stream': { schema: { type: 'string' } } };
  if (answer === 'file') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return json(answer === 'anything' ? {} : schemaOf(answer, 'output'));
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
