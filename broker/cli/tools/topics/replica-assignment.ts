import { UsageError } from '../../usage-error';

/** `--replica-assignment`: partitions between commas, each with its brokers between colons. */
export function parseReplicaAssignment(text: string): number[][] {
  const partitions = text.split(',').map((list) => list.split(':').map(brokerIdOf));
  for (const [index, brokerIds] of partitions.entries()) {
    const twice = brokerIds.filter((id, at) => brokerIds.indexOf(id) !== at);
    if (twice.length > 0) {
      const ids = [...new Set(twice)].join(',');
      throw new UsageError(`Partition replica lists may not contain duplicate entries: ${ids}`);
    }
    if (brokerIds.length !== partitions[0]?.length) {
      throw new UsageError(`Partition ${index} has different replication factor: [${brokerIds.join(', ')}]`);
    }
  }
  return partitions;
}

function brokerIdOf(text: string): number {
  if (!/^\s*\d{1,9}\s*$/.test(text)) throw new UsageError(`--replica-assignment: "${text}" is not a broker id`);
  return Number(text);
}
