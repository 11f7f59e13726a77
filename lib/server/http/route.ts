import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { decodePathId } from '@/lib/contracts/path-id';
import { errorBody } from '../error-body';
import { consoleRuntime, type ConsoleRuntime } from '../console-runtime';
import { mustBeWritable } from '../must-be-writable';
import type { ServiceContext } from '../service-context';
import { ServiceError } from '../service-error';
import { statusOfCode } from './error-status';
import { guard, safeMethods } from './guards';
import { logFailure } from './log-failure';

type RawParams = Readonly<Record<string, string>>;

export interface RouteCall {
  readonly ctx: ServiceContext;
  readonly request: Request;
  readonly url: URL;
  /** A decoded path identifier. */
  param(name: string): string;
  /** A path segment that is a number. */
  number(name: string): number;
  /** The body as JSON. */
  json<Schema extends z.ZodMiniType>(schema: Schema): Promise<z.infer<Schema>>;
  /** The query string; numbers and booleans come as such. */
  query<Schema extends z.ZodMiniType>(schema: Schema): z.infer<Schema>;
}

/** A path without parameters has no params at all. */
export type RouteHandler = (request: Request, context: { params: Promise<RawParams | undefined> }) => Promise<Response>;

const bodyBytesMax = 16 * 1_048_576;

interface RouteOptions {
  /** It changes nothing in the cluster of its path, whatever its method: it is served for one that is read-only too. */
  isRead?: boolean;
}

/** What every API route is made of: guards, parsing, the envelope. The handler answers a value (JSON, 200) or a Response. */
export function route(handle: (call: RouteCall) => Promise<unknown>, { isRead = false }: RouteOptions = {}): RouteHandler {
  return async (request, context) => {
    const requestId = randomUUID();
    try {
      const runtime = consoleRuntime();
      guard(request, runtime.config);
      const url = new URL(request.url);
      const params = (await context.params) ?? {};
      if (!isRead && !safeMethods.has(request.method)) guardCluster(runtime, params);
      const answer = await handle({
        ctx: { runtime, requestId, signal: request.signal },
        request,
        url,
        param: (name) => pathId(params, name),
        number: (name) => pathNumber(params, name),
        json: (schema) => jsonBody(request, schema),
        query: (schema) => queryOf(url, schema),
      });
      return answer instanceof Response ? answer : jsonResponse(answer, 200, requestId);
    } catch (error) {
      return errorResponse(error, request, requestId);
    }
  };
}

/** Nothing that is not known to be reading gets through to a cluster that is read-only. */
function guardCluster(runtime: ConsoleRuntime, params: RawParams): void {
  if (params['cluster'] === undefined) return;
  mustBeWritable(runtime.cluster(pathId(params, 'cluster')).config);
}

export function jsonResponse(body: unknown, status: number, requestId: string): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-request-id': requestId } });
}

export function errorStatus(error: unknown): number {
  return error instanceof ServiceError ? statusOfCode[error.code] : 500;
}

function errorResponse(error: unknown, request: Request, requestId: string): Response {
  if (!(error instanceof ServiceError) && !request.signal.aborted) logFailure(error, request, requestId);
  return jsonResponse({ error: errorBody(error, requestId) }, errorStatus(error), requestId);
}

function pathId(params: RawParams, name: string): string {
  const id = decodePathId(params[name] ?? '');
  if (id === undefined) throw new ServiceError('INVALID_REQUEST', `The ${name} in the path is no identifier.`, { field: name });
  return id;
}

function pathNumber(params: RawParams, name: string): number {
  const text = params[name] ?? '';
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value))
    throw new ServiceError('INVALID_REQUEST', `The ${name} in the path is no number.`, { field: name });
  return value;
}

/** Reads the body up to the limit, whatever its Content-Length says. */
export async function bodyText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      throw new ServiceError('BODY_TOO_LARGE', `A request may have ${bodyBytesMax} bytes.`, {
        details: { bytesMax: bodyBytesMax },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function parseJson(text: string, field?: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceError('INVALID_REQUEST', 'The body is not JSON.', { field: field ?? 'body', cause: error });
  }
}

async function jsonBody<Schema extends z.ZodMiniType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  return parseWith(schema, parseJson(await bodyText(request)), 'body');
}

/** Throws INVALID_REQUEST that names the first field that is wrong. */
export function parseWith<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, root: string): z.infer<Schema> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? root : issue.path.map(String).join('.');
  throw new ServiceError('INVALID_REQUEST', `${field} is not what this call takes.`, {
    field,
    details: { issue: issue?.code ?? '' },
  });
}

function queryOf<Schema extends z.ZodMiniType>(url: URL, schema: Schema): z.infer<Schema> {
  const numbers = new Set(['n', 'page', 'pageSize']);
  const booleans = new Set(['internal', 'trouble', 'dryRun', 'withGroups']);
  const values: Record<string, unknown> = {};
  for (const [name, text] of url.searchParams) {
    if (text === '' && name !== 'q') continue;
    if (numbers.has(name)) values[name] = /^\d{1,9}$/.test(text) ? Number(text) : text;
    else if (booleans.has(name))
      values[name] = text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : text;
    else values[name] = text;
  }
  return parseWith(schema, values, 'query');
}
