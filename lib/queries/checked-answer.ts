import { ApiError } from './api-error';
import type { AnswerSchema } from './fetch-json';

/** The data as its contract says. Throws an ApiError when it is something else. */
export function checkedAnswer<T>(schema: AnswerSchema<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw ApiError.badAnswer(200, parsed.error);
  return parsed.data;
}
