import { KafkaError } from '../../protocol/kafka-error';

/** Puts Kafka's words before what the cluster said against a command. A broker that cannot be reached needs none. */
export async function explainFailure<T>(words: string, command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof KafkaError) || error.errorName === 'NETWORK_EXCEPTION') throw error;
    throw new KafkaError(error.errorName, `${words}${error.message}`, { cause: error });
  }
}
