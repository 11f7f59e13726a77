import { route } from '@/lib/server/http/route';
import { unknownPath } from '@/lib/server/http/unknown-path';

const refuse = route(unknownPath);
/** The segments of a path that leads nowhere are not looked at. */
const answer = (request: Request): Promise<Response> => refuse(request, { params: Promise.resolve({}) });

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
