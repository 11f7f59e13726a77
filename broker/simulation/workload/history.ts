import type { Coverage } from '../checks/coverage';
import type { SimTopic } from './sim-topic';

export type Acks = -1 | 0 | 1;

/** `refused`: certainly not written. `unknown`: it may be there or not. */
export type Outcome = 'pending' | 'acked' | 'refused' | 'unknown';

/** A record a producer made; its value begins with its id. */
export interface SentRecord {
  readonly id: string;
  readonly producer: string;
  /** Counts up with each record of the producer. */
  readonly number: number;
  readonly topic: SimTopic;
  readonly partition: number;
  readonly acks: Acks;
  /** Records of one session have one producer id and follow each other without a gap; undefined: not idempotent. */
  session: string | undefined;
  attempts: number;
  outcome: Outcome;
  /** -1: not known. */
  offset: number;
}

/** Found wrong, with the rule it breaks. */
export type Report = (rule: string, what: string) => void;

const idEnd = '|'.charCodeAt(0);

export function idOf(value: Buffer | null): string {
  if (value === null) return '(null)';
  const end = value.indexOf(idEnd);
  return value.toString('latin1', 0, end < 0 ? Math.min(value.length, 40) : end);
}

/** Everything clients sent and saw. What one client was told must not contradict what another was. */
export class History {
  readonly sent = new Map<string, SentRecord>();
  /** Per partition, what was promised to be at each offset: acknowledged by all in-sync replicas, or read. */
  readonly claims = new Map<string, (string | undefined)[]>();
  /** Calls of clients that came to an end, by what they were: a record sent, a poll that gave something, a commit, … */
  readonly operations = new Map<string, number>();
  readonly coverage: Coverage;
  readonly #report: Report;

  constructor(report: Report, coverage: Coverage) {
    this.#report = report;
    this.coverage = coverage;
  }

  get operationCount(): number {
    return [...this.operations.values()].reduce((sum, count) => sum + count, 0);
  }

  count(operation: string, times = 1): void {
    this.operations.set(operation, (this.operations.get(operation) ?? 0) + times);
  }

  add(record: SentRecord): void {
    this.sent.set(record.id, record);
  }

  settle(record: SentRecord, outcome: Outcome): void {
    record.outcome = outcome;
    this.count(`send: ${outcome}`);
  }

  acked(record: SentRecord, offset: number): void {
    this.settle(record, 'acked');
    if (record.attempts > 1) this.coverage.reached('a batch was acknowledged after a retry');
    record.offset = offset;
    const { topic, partition, acks, id } = record;
    if (offset < 0 || !topic.isDurable || !topic.isLasting) return;
    if (acks === -1 || topic.replicationFactor === 1) this.#claim(topic, partition, offset, id, `the acknowledgement of ${id}`);
  }

  /** A consumer got a record. */
  observed(reader: string, topic: SimTopic, partition: number, offset: number, value: Buffer | null): void {
    const id = idOf(value);
    const record = this.sent.get(id);
    if (record === undefined || record.topic !== topic || record.partition !== partition) {
      this.#report('nothing unsent appears', `${reader} read ${id} at ${topic.name}-${partition}@${offset}`);
      return;
    }
    if (topic.isDurable && topic.isLasting) this.#claim(topic, partition, offset, id, reader);
  }

  #claim(topic: SimTopic, partition: number, offset: number, id: string, who: string): void {
    const name = `${topic.name}-${partition}`;
    let claims = this.claims.get(name);
    if (claims === undefined) {
      claims = [];
      this.claims.set(name, claims);
    }
    const claimed = claims[offset];
    if (claimed === undefined) claims[offset] = id;
    else if (claimed !== id)
      this.#report('one record per offset', `${name}@${offset} was ${claimed}, and for ${who} it is ${id}`);
  }
}
