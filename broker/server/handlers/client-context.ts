import type { ClientContext } from '../../coordinator/group/group-environment';
import type { RequestContext } from '../endpoint';

/** Who sends a group request, as the coordinator wants to know it. Kafka shows the host as `/address`. */
export function clientContext({ clientId, connection, version }: RequestContext): ClientContext {
  return { clientId, clientHost: `/${connection.remote.host}`, apiVersion: version };
}
