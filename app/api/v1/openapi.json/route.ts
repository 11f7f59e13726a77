import { route } from '@/lib/server/http/route';
import { openapiDocument } from '@/lib/server/services/openapi/openapi-document';
import { version } from '@/package.json';

export const GET = route(() => Promise.resolve(openapiDocument(version)));
