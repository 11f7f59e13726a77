import { TransportError, type Address } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import { addressText } from './bootstrap-servers';

/** No connection could be made to any of the addresses; a broker that was reached and hung up is another matter. */
export class UnreachableError extends KafkaError {}

function isUnanswered(error: unknown): error is KafkaError {
  return error instanceof KafkaError && (error.errorName === 'NETWORK_EXCEPTION' || error.errorName === 'REQUEST_TIMED_OUT');
}

/** Asks at one address after the other, as long as nobody is there, hangs up, or does not answer in time. */
export async function firstThatAnswers<T>(
  addresses: readonly Address[],
  ask: (address: Address) => Promise<T>,
  isClosed: () => boolean,
): Promise<T> {
  const failures: KafkaError[] = [];
  for (const address of addresses) {
    try {
      return await ask(address);
    } catch (error) {
      if (isClosed() || !isUnanswered(error)) throw error;
      failures.push(error);
    }
  }
  throw summaryOf(addresses, failures);
}

function summaryOf(addresses: readonly Address[], failures: readonly KafkaError[]): KafkaError {
  const last = failures.at(-1);
  const isUnreachable = failures.every(({ cause }) => cause instanceof TransportError);
  const names = addresses.map(addressText).join(', ');
  const reason = last?.message ?? '';
  const message = failures.length <= 1 ? reason : `None of ${names} ${isUnreachable ? 'can be reached' : 'answers'}. ${reason}`;
  if (isUnreachable) return new UnreachableError('NETWORK_EXCEPTION', message, { cause: last });
  return new KafkaError(last?.errorName ?? 'NETWORK_EXCEPTION', message, { cause: last });
}
