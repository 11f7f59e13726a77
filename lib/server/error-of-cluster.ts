import { ServiceError } from './service-error';

interface NamedCluster {
  readonly id: string;
  readonly name: string;
}

/** The same error, saying which cluster it is of: for work in which two take part. */
export function errorOfCluster(error: unknown, { id, name }: NamedCluster): unknown {
  if (!(error instanceof ServiceError) || 'cluster' in error.details) return error;
  const { code, message, field, broker, partition, retriable, details } = error;
  return new ServiceError(code, `In cluster ${name}: ${message}`, {
    ...(field === undefined ? {} : { field }),
    ...(broker === undefined ? {} : { broker }),
    ...(partition === undefined ? {} : { partition }),
    retriable,
    details: { ...details, cluster: id },
    cause: error,
  });
}

/** Does something in one of two clusters: what goes wrong says in which. */
export async function inCluster<Value>(cluster: NamedCluster, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw errorOfCluster(error, cluster);
  }
}
