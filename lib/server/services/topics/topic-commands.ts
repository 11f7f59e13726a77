import { shellOption } from '@/lib/format/copy-as/quote';
import type { NewTopic } from '../../kafka/topic-admin';

const goesOn = ' \\\n  ';

export function deleteCommandOf(bootstrapServers: readonly string[], topic: string): string {
  return [tool(bootstrapServers), `--delete ${shellOption('--topic', topic)}`].join(goesOn);
}

/** Makes exactly this topic, whoever runs it. */
export function createCommandOf(bootstrapServers: readonly string[], topic: NewTopic): string {
  const { name, partitions, replicationFactor, assignments, configs = {} } = topic;
  const placement =
    assignments === undefined
      ? `--partitions ${partitions} --replication-factor ${replicationFactor}`
      : `--replica-assignment ${assignmentText(assignments)}`;
  return [
    tool(bootstrapServers),
    `--create ${shellOption('--topic', name)}`,
    placement,
    ...Object.entries(configs).map(([config, value]) => shellOption('--config', `${config}=${value}`)),
  ].join(goesOn);
}

/** As `--replica-assignment` takes it: partitions between commas, each with its brokers between colons. */
export function assignmentText(assignments: readonly (readonly number[])[]): string {
  return assignments.map((brokers) => brokers.join(':')).join(',');
}

function tool(bootstrapServers: readonly string[]): string {
  return `ottla topics ${shellOption('--bootstrap-server', bootstrapServers.join(','))}`;
}
