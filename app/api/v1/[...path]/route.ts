import { route } from '@/lib/server/http/route';
import { unknownPath } from '@/lib/server/http/unknown-path';

export const GET = route(unknownPath);
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
