// Where the jars of Apache Kafka are: a folder given by OTTLA_KAFKA_LIBS, else a cache filled from Maven Central.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export const kafkaVersion = '4.3.1';

const artifacts = ['kafka_2.13', 'kafka-tools'];

function pom() {
  const dependencies = artifacts.map(
    (artifact) =>
      `<dependency><groupId>org.apache.kafka</groupId><artifactId>${artifact}</artifactId><version>${kafkaVersion}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>ottla</groupId><artifactId>kafka-libs</artifactId><version>1</version>
  <dependencies>${dependencies.join('')}</dependencies>
</project>
`;
}

function canRun(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function hasServer(libs) {
  return existsSync(libs) && readdirSync(libs).some((name) => /^kafka_2\.13-.*\.jar$/.test(name));
}

function fetchJars(libs) {
  const half = `${libs}.part`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const file = join(half, 'pom.xml');
  writeFileSync(file, pom());
  process.stdout.write(`fetching Apache Kafka ${kafkaVersion} from Maven Central into ${libs}\n`);
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', file, 'dependency:copy-dependencies', `-DoutputDirectory=${half}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0 || !hasServer(half)) return false;
  rmSync(libs, { recursive: true, force: true });
  renameSync(half, libs);
  return true;
}

/** `{libs}`, or `{reason}` why there are none. Throws when OTTLA_KAFKA_LIBS is set and is no such folder. */
export function findKafkaJars() {
  const given = process.env['OTTLA_KAFKA_LIBS'];
  if (given !== undefined && given !== '' && !hasServer(given))
    throw new Error(`OTTLA_KAFKA_LIBS: ${given} holds no kafka_2.13 jar`);
  if (!canRun('java', ['-version'])) return { reason: 'there is no java' };
  if (!canRun('openssl', ['version'])) return { reason: 'there is no openssl to make a client certificate with' };
  if (given !== undefined && given !== '') return { libs: given };
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const libs = join(cache, 'ottla', `kafka-${kafkaVersion}`);
  if (hasServer(libs)) return { libs };
  if (!canRun('mvn', ['-v'])) return { reason: 'OTTLA_KAFKA_LIBS names no folder of jars, and there is no mvn to fetch them' };
  return fetchJars(libs) ? { libs } : { reason: 'Maven Central did not give the jars' };
}
