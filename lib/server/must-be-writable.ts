import type { ClusterConfig } from './console-config';
import { ServiceError } from './service-error';

/** Nothing is written to a cluster that is configured to be looked at only. */
export function mustBeWritable({ id, name, readOnly }: ClusterConfig): void {
  if (!readOnly) return;
  throw new ServiceError('READ_ONLY', `${name} is read-only in this console.`, { details: { cluster: id } });
}
