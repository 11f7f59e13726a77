/**
 * Compares our message schemas with those inside a kafka-clients jar, named by OTTLA_KAFKA_CLIENTS_JAR:
 *
 *   OTTLA_KAFKA_CLIENTS_JAR=kafka-clients-4.3.1.jar npx tsx broker/protocol/schema-check/schema-check.ts
 *
 * Exits with 1 when they differ, with 0 when they do not or when there is no jar.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadAllMessages } from './all-messages';
import { compare } from './compare';
import { parseKafkaSchema, type KafkaSchema } from './kafka-schema';
import { readJar } from './read-jar';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function schemasIn(jarPath: string): Map<string, KafkaSchema> {
  const files = readJar(readFileSync(jarPath), (name) => /^common\/message\/[^/]+\.json$/.test(name));
  const schemas = [...files.values()].map((content) => parseKafkaSchema(content.toString('utf8')));
  return new Map(schemas.filter((schema) => schema !== undefined).map((schema) => [schema.name, schema]));
}

async function check(jarPath: string): Promise<number> {
  const schemas = schemasIn(jarPath);
  const messages = await loadAllMessages();
  let differenceCount = 0;
  for (const message of messages) {
    const kafka = schemas.get(message.name);
    if (kafka === undefined) {
      say(`${message.name}: not in the jar`);
      continue;
    }
    const { differences, beyondKafka } = compare(message, kafka);
    differenceCount += differences.length;
    for (const difference of differences) say(difference);
    if (beyondKafka.length > 0) say(`${message.name} ${beyondKafka.join(', ')}: beyond Kafka's range, not compared`);
  }
  say(`${messages.length} messages compared with ${basename(jarPath)}: ${differenceCount} differences`);
  return differenceCount === 0 ? 0 : 1;
}

const jar = process.env['OTTLA_KAFKA_CLIENTS_JAR'];
if (jar === undefined || jar === '') say('skipped: OTTLA_KAFKA_CLIENTS_JAR names no kafka-clients jar');
else if (!existsSync(jar)) say(`skipped: ${jar} does not exist`);
else process.exitCode = await check(jar);
