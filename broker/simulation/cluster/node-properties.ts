import type { FileSystem } from '../../platform/file-system';

export const kafkaPort = 9092;
const internalPort = 19_092;
const votersMax = 3;
export const dataDirectory = '/data';
const secretFile = '/data/internal-secret';

export function hostOf(id: number): string {
  return `broker-${id}`;
}

/** Who votes in the metadata quorum: one, or the first three. */
export function voterIds(brokers: number): number[] {
  const count = brokers < votersMax ? 1 : votersMax;
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Properties of a node, as `ottla up` gives them. */
export function nodeProperties(id: number, brokers: number): Record<string, string> {
  const host = hostOf(id);
  if (brokers === 1) return { 'node.id': String(id), listeners: `PLAINTEXT://${host}:${kafkaPort}` };
  const voters = voterIds(brokers);
  const replicationFactor = String(Math.min(3, brokers));
  return {
    'node.id': String(id),
    'process.roles': voters.includes(id) ? 'broker,controller' : 'broker',
    listeners: `PLAINTEXT://${host}:${kafkaPort},INTERNAL://${host}:${internalPort}`,
    'controller.listener.names': 'INTERNAL',
    'inter.broker.listener.name': 'INTERNAL',
    'internal.secret.file': secretFile,
    'controller.quorum.voters': voters.map((voter) => `${voter}@${hostOf(voter)}:${internalPort}`).join(','),
    'controller.quorum.auto.join.enable': String(voters.includes(id)),
    'default.replication.factor': replicationFactor,
    'offsets.topic.replication.factor': replicationFactor,
    // A follower whose connection is open at its end only waits this long: the default is longer than clients try.
    'replica.socket.timeout.ms': '3000',
    // Longer than any fault lasts: a replica that does not answer in time may have what the others have lost.
    'unclean.recovery.timeout.ms': '600000',
  };
}

/** What lies beside the directory of a broker on its machine. */
export async function writeSecret(fileSystem: FileSystem): Promise<void> {
  await fileSystem.makeDirectory(dataDirectory);
  await fileSystem.syncDirectory('/');
  await fileSystem.replaceFile(secretFile, Buffer.from('the-secret-of-a-simulated-cluster'));
}
