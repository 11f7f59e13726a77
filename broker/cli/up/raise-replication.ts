import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KafkaClient } from '../../client/kafka-client';
import type { Platform } from '../../platform/platform';
import { errorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { alterPartitionReassignmentsApi } from '../../protocol/messages/alter-partition-reassignments';
import { withMoreReplicas, type PlannedTopic } from './more-replicas';

interface Options {
  readonly platform: Platform;
  readonly bootstrapServers: string;
  readonly dataDirectory: string;
  readonly brokerIds: readonly number[];
  /** How many replicas new internal topics get, and how many a person's. */
  readonly replicationFactors: { readonly internal: number; readonly own: number };
  readonly say: (line: string) => void;
}

const planFile = 'more-replicas.json';
/** Topics named in a line for people. */
const namedMax = 5;

/** Moves begin at once; the brokers copy what is needed in their own time. */
async function reassign(client: KafkaClient, topics: readonly PlannedTopic[]): Promise<void> {
  const request = {
    topics: topics.map(({ topic, partitions }) => ({
      name: topic,
      partitions: partitions.map(({ partition, replicas }) => ({ partitionIndex: partition, replicas })),
    })),
  };
  await client.retrying(async () => {
    const response = await client.send('controller', alterPartitionReassignmentsApi, request);
    const answers = [response, ...response.responses.flatMap(({ partitions }) => partitions)];
    const failure = answers.find(({ errorCode }) => errorCode !== 0);
    if (failure === undefined) return;
    const name = errorName(failure.errorCode);
    throw new KafkaError(name, failure.errorMessage ?? name);
  });
}

function asFile(topics: readonly PlannedTopic[]): string {
  const partitions = topics.flatMap(({ topic, partitions: planned }) => planned.map((partition) => ({ topic, ...partition })));
  return `${JSON.stringify({ version: 1, partitions }, null, 2)}\n`;
}

function named(topics: readonly PlannedTopic[]): string {
  const names = topics.slice(0, namedMax).map(({ topic }) => topic);
  return topics.length > namedMax ? `${names.join(', ')}, …` : names.join(', ');
}

/**
 * After the cluster has grown: internal topics get as many replicas as new ones would have. A person's own topics are
 * left as they are; a file says how they could be, and a line how to make it so.
 */
export async function raiseReplication(options: Options): Promise<void> {
  const { platform, bootstrapServers, dataDirectory, brokerIds, replicationFactors, say } = options;
  const client = new KafkaClient({ ...platform, bootstrapServers, clientId: 'ottla-supervisor' });
  try {
    const { topics } = await client.retrying(() => client.metadata());
    const plan = (whose: 'internal' | 'own'): PlannedTopic[] => {
      const chosen = topics.filter(({ isInternal }) => isInternal === (whose === 'internal'));
      return withMoreReplicas(chosen, brokerIds, replicationFactors[whose]);
    };
    const internal = plan('internal');
    if (internal.length > 0) {
      await reassign(client, internal);
      say(`the cluster has grown: internal topics get ${replicationFactors.internal} replicas (${named(internal)})`);
    }
    const own = plan('own');
    if (own.length === 0) return;
    const file = path.join(dataDirectory, planFile);
    await writeFile(file, asFile(own));
    const [count, them] = own.length === 1 ? ['1 topic keeps', 'it'] : [`${own.length} topics keep`, 'them'];
    say(
      `${count} fewer than ${replicationFactors.own} replicas (${named(own)}); to give ${them} more: ` +
        commandFor(bootstrapServers, file),
    );
  } finally {
    client.close();
  }
}

function commandFor(bootstrapServers: string, file: string): string {
  return `ottla reassign-partitions --bootstrap-server ${bootstrapServers} --reassignment-json-file ${file} --execute`;
}
