import { ServiceError } from '../service-error';
import type { RouteCall } from './route';

export function unknownPath({ url }: RouteCall): Promise<never> {
  return Promise.reject(new ServiceError('NOT_FOUND', 'There is no such call.', { details: { path: url.pathname } }));
}
