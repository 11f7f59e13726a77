import { encodePathId } from '@/lib/contracts/path-id';
import { ApiError } from './api-error';
import { withBasePath } from './base-path';

/** Anything that checks an answer: the schemas of lib/contracts. */
export interface AnswerSchema<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false; error: unknown };
}

export type QueryParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** `/api/v1/…` from segments, each encoded so that no identifier can change the path, and the parameters that are set. */
export function apiPath(segments: readonly (string | number)[], params: QueryParams = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  const query = search.size === 0 ? '' : `?${search.toString()}`;
  return `/api/v1/${segments.map((segment) => encodePathId(String(segment))).join('/')}${query}`;
}

interface FetchOptions<T> {
  readonly schema: AnswerSchema<T>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Whatever the console answers. An abort stays an abort, so that TanStack Query sees a cancelled query. */
export async function fetchAnswer(path: string, init: RequestInit): Promise<Response> {
  return fetch(withBasePath(path), init).catch((cause: unknown) => {
    if (init.signal?.aborted === true) throw cause;
    throw ApiError.unreachable(cause);
  });
}

/** A response of the console, or an ApiError. */
export async function fetchApi(path: string, init: RequestInit): Promise<Response> {
  const response = await fetchAnswer(path, init);
  if (!response.ok) throw await ApiError.fromResponse(response);
  return response;
}

export async function fetchJson<T>(path: string, options: FetchOptions<T>): Promise<T> {
  const { schema, method = 'GET', body, signal } = options;
  const response = await fetchApi(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text().catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw ApiError.unreachable(cause);
  });
  const answer = schema.safeParse(parseOrThrow(text, response.status));
  if (!answer.success) throw ApiError.badAnswer(response.status, answer.error);
  return answer.data;
}

function parseOrThrow(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw ApiError.badAnswer(status, cause);
  }
}
