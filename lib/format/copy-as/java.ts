import { javaString } from './quote';
import { commonLimits, securityProtocol, type Begin, type Edge, type Reading, type Snippet } from './reading';

/** A program for Kafka's Java client. It joins no group and commits nothing. */
export function java(reading: Reading): Snippet {
  const { begin, end } = reading;
  const body = [...seek(begin), ...(end === null ? [] : until(end)), ...loop(begin)];
  const chosen = reading.isAllPartitions
    ? 'consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition())).toList()'
    : `Stream.of(${reading.partitions.join(', ')}).map(partition -> new TopicPartition(topic, partition)).toList()`;
  const code = `import java.time.Duration;
import java.util.*;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

public class ReadMessages {
  public static void main(String[] arguments) {
    var topic = ${javaString(reading.topic)};
    var properties = new Properties();
${properties(reading)
  .map(([name, value]) => `    properties.put("${name}", ${javaString(value)});`)
  .join('\n')}
    try (var consumer = new KafkaConsumer<String, String>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions = ${chosen};
      consumer.assign(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions));
${body.map((line) => `      ${line}`).join('\n')}
    }
  }
}`;
  const newestEach = begin.kind === 'newest' && reading.partitions.length > 1;
  return { code, limits: [...(newestEach ? (['newestEach'] as const) : []), ...commonLimits(reading)] };
}

function properties({ servers, security, begin, isCommitted }: Reading): (readonly [string, string])[] {
  return [
    ['bootstrap.servers', servers.join(',')],
    ...(security === 'plaintext' ? [] : [['security.protocol', securityProtocol(security)] as const]),
    ...(begin.kind === 'group' ? [['group.id', begin.group] as const] : []),
    ['isolation.level', isCommitted ? 'read_committed' : 'read_uncommitted'],
    ['auto.offset.reset', 'earliest'],
    ['enable.auto.commit', 'false'],
  ];
}

function seek(begin: Begin): string[] {
  switch (begin.kind) {
    case 'oldest':
      return ['consumer.seekToBeginning(partitions);'];
    case 'live':
      return ['consumer.seekToEnd(partitions);'];
    case 'group':
      return ['// Assigned, not subscribed: it begins at what the group has committed, and is no member of it.'];
    case 'newest':
      return [
        'var begins = consumer.beginningOffsets(partitions);',
        `partitions.forEach(p -> consumer.seek(p, Math.max(begins.get(p), ends.get(p) - ${begin.count})));`,
      ];
    case 'offset':
      return [`partitions.forEach(p -> consumer.seek(p, ${begin.at}L));`];
    case 'offsets':
      return [
        'consumer.seekToBeginning(partitions);',
        `var from = ${offsetMap(begin.of)};`,
        'partitions.stream().filter(p -> from.containsKey(p.partition())).forEach(p -> consumer.seek(p, from.get(p.partition())));',
      ];
    case 'time':
      return [
        'consumer.seekToEnd(partitions);',
        'var fromTimes = new HashMap<TopicPartition, Long>();',
        `partitions.forEach(p -> fromTimes.put(p, ${begin.atMs}L));`,
        'consumer.offsetsForTimes(fromTimes).forEach((p, at) -> { if (at != null) consumer.seek(p, at.offset()); });',
      ];
  }
}

function until(end: Edge): string[] {
  switch (end.kind) {
    case 'offset':
      return [`ends.replaceAll((p, last) -> Math.min(last, ${end.at}L));`];
    case 'offsets':
      return [
        `var until = ${offsetMap(end.of)};`,
        'ends.replaceAll((p, last) -> Math.min(last, until.getOrDefault(p.partition(), last)));',
      ];
    case 'time':
      return [
        'var untilTimes = new HashMap<TopicPartition, Long>();',
        `partitions.forEach(p -> untilTimes.put(p, ${end.atMs}L));`,
        'consumer.offsetsForTimes(untilTimes).forEach((p, at) -> { if (at != null) ends.put(p, at.offset()); });',
      ];
  }
}

function loop(begin: Begin): string[] {
  const isLive = begin.kind === 'live';
  return [
    `while (${isLive ? 'true' : 'partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))'}) {`,
    '  for (var message : consumer.poll(Duration.ofSeconds(1))) {',
    ...(isLive ? [] : ['    if (message.offset() >= ends.get(new TopicPartition(topic, message.partition()))) continue;']),
    '    System.out.printf("p%d %d %d %s %s%n", message.partition(), message.offset(), message.timestamp(), message.key(), message.value());',
    '  }',
    '}',
  ];
}

function offsetMap(offsets: ReadonlyMap<number, string>): string {
  return `Map.ofEntries(${[...offsets].map(([partition, offset]) => `Map.entry(${partition}, ${offset}L)`).join(', ')})`;
}
