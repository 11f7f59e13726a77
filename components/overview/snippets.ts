export type Client = 'kafkajs' | 'java' | 'python' | 'go' | 'kcat';

export const clients: readonly { readonly client: Client; readonly name: string }[] = [
  { client: 'kafkajs', name: 'kafkajs' },
  { client: 'java', name: 'Java' },
  { client: 'python', name: 'Python' },
  { client: 'go', name: 'Go' },
  { client: 'kcat', name: 'kcat' },
];

/** The shortest program that writes one message. Code, so never translated. */
export function snippet(client: Client, servers: readonly string[], topic: string): string {
  const all = servers.join(',');
  switch (client) {
    case 'kafkajs':
      return `import { Kafka } from 'kafkajs';

const kafka = new Kafka({ brokers: [${servers.map((server) => `'${server}'`).join(', ')}] });
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: '${topic}', messages: [{ key: 'hello', value: '{"from":"kafkajs"}' }] });
await producer.disconnect();`;
    case 'java':
      return `var properties = new java.util.Properties();
properties.put("bootstrap.servers", "${all}");
properties.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
properties.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
try (var producer = new org.apache.kafka.clients.producer.KafkaProducer<String, String>(properties)) {
  producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>("${topic}", "hello", "{\\"from\\":\\"java\\"}"));
}`;
    case 'python':
      return `from confluent_kafka import Producer  # pip install confluent-kafka

producer = Producer({"bootstrap.servers": "${all}"})
producer.produce("${topic}", key="hello", value='{"from":"python"}')
producer.flush()`;
    case 'go':
      return `client, err := kgo.NewClient(kgo.SeedBrokers(${servers.map((server) => `"${server}"`).join(', ')})) // github.com/twmb/franz-go/pkg/kgo
if err != nil {
	log.Fatal(err)
}
defer client.Close()
record := &kgo.Record{Topic: "${topic}", Key: []byte("hello"), Value: []byte(\`{"from":"go"}\`)}
if err := client.ProduceSync(context.Background(), record).FirstErr(); err != nil {
	log.Fatal(err)
}`;
    case 'kcat':
      return `echo 'hello:{"from":"kcat"}' | kcat -P -b ${all} -t ${topic} -K:
kcat -C -b ${all} -t ${topic} -o beginning -e`;
  }
}
