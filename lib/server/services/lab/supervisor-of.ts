import type { ClusterHandle } from '../../console-runtime';
import { ServiceError } from '../../service-error';
import type { SupervisorClient } from '../../supervisor-client';

/** The supervisor of the bundled cluster; other clusters' brokers are not ours to break. */
export function supervisorOf({ config, supervisor }: ClusterHandle): SupervisorClient {
  if (supervisor !== null) return supervisor;
  throw new ServiceError('NOT_LOCAL', `Ottla does not run the brokers of ${config.name}.`, { details: { cluster: config.id } });
}
