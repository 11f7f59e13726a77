import { UsageError } from '../usage-error';
import { topicFilter } from './topic-filter';

export type PartitionFilter = (topic: string, partition: number) => boolean;

/** `--partitions`: numbers separated by commas. */
export function partitionList(list: string): ReadonlySet<number> {
  return new Set(
    list
      .split(',')
      .filter((text) => text !== '')
      .map((text) => {
        if (!/^\d+$/.test(text)) throw new UsageError(`--partitions: "${text}" is not a partition number`);
        return Number(text);
      }),
  );
}

/**
 * `--topic-partitions`: rules separated by commas, any of which may fit. A rule is a topic's regular expression (empty for
 * any) and, after a colon, one partition `2`, a range `0-3` without its end, or an open range `5-` or `-3`.
 */
export function topicPartitionFilter(list: string): PartitionFilter {
  const rules = list.split(',').map(ruleOf);
  return (topic, partition) => rules.some((rule) => rule(topic, partition));
}

function ruleOf(text: string): PartitionFilter {
  const match = /^([^:]*)(?::(?:(\d+)|(\d*)-(\d*))?)?$/.exec(text);
  if (match === null) throw new UsageError(`--topic-partitions: "${text}" is not a topic and its partitions`);
  const [, topic = '', single, from = '', to = ''] = match;
  const hasTopic = topic === '' ? (): boolean => true : topicFilter('topic-partitions', topic);
  if (single !== undefined) return (name, partition) => hasTopic(name) && partition === Number(single);
  const min = from === '' ? 0 : Number(from);
  const end = to === '' ? Number.POSITIVE_INFINITY : Number(to);
  return (name, partition) => hasTopic(name) && partition >= min && partition < end;
}
