import { parseBootstrapServers } from '../../client/bootstrap-servers';
import type { Voter } from '../../interbroker/bootstrap-checkpoint';
import { UsageError } from '../usage-error';

const form = /^(\d{1,9})@(.+):([A-Za-z0-9_-]{22})$/;

/** Reads `id@host:port:directory-id,…`, as Kafka's storage tool takes it. Throws UsageError. */
export function readInitialControllers(text: string): Voter[] {
  const voters = text.split(',').map((entry): Voter => {
    const [, id, address = '', directoryId] = form.exec(entry.trim()) ?? [];
    if (id === undefined || directoryId === undefined) {
      throw new UsageError(`--initial-controllers: "${entry}" is not of the form id@host:port:directory-id`);
    }
    return { id: Number(id), directoryId, address: addressOf(address) };
  });
  const [repeated] = voters.filter(({ id }, index) => voters.findIndex((other) => other.id === id) !== index);
  if (repeated !== undefined) throw new UsageError(`--initial-controllers: node ${repeated.id} is named twice`);
  return voters;
}

function addressOf(text: string): { host: string; port: number } {
  try {
    const [address] = parseBootstrapServers(text);
    if (address !== undefined) return address;
    throw new RangeError('there is no address');
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--initial-controllers: ${error.message}`, { cause: error });
    throw error;
  }
}
