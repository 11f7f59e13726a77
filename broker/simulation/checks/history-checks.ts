import type { ModelGroup } from '../workload/model-group-member';
import type { History, Report, SentRecord } from '../workload/history';
import type { SimTopic } from '../workload/sim-topic';

/** What a partition holds when everything is over: ids by offset, from its start to its end. */
export interface FinalLog {
  readonly topic: SimTopic;
  readonly partition: number;
  readonly startOffset: number;
  readonly ids: readonly string[];
}

/** Compares what is there in the end with everything clients sent and saw. */
export function checkHistory(history: History, finals: readonly FinalLog[], report: Report): void {
  for (const final of finals) {
    if (!final.topic.isLasting) continue;
    checkContent(history, final, report);
    if (final.topic.isDurable) checkClaims(history, final, report);
  }
}

/** Every record once if its producer is idempotent, none that was refused, and each producer's in order. */
function checkContent(history: History, { topic, partition, startOffset, ids }: FinalLog, report: Report): void {
  const name = `${topic.name}-${partition}`;
  const offsetOf = new Map<string, number>();
  const lastOfSession = new Map<string, SentRecord>();
  ids.forEach((id, index) => {
    const record = history.sent.get(id);
    const offset = startOffset + index;
    if (record === undefined) return;
    const first = offsetOf.get(id);
    if (first !== undefined && mayNotRepeat(record))
      report('nothing is written twice', `${id} is at ${name}@${first} and @${offset}`);
    offsetOf.set(id, offset);
    if (record.outcome === 'refused') report('what was refused is not there', `${id} is at ${name}@${offset}`);
    if (record.session === undefined) return;
    const last = lastOfSession.get(record.session);
    if (last !== undefined && last.number > record.number)
      report('a producer’s order is kept', `${name}@${offset}: ${last.id} comes before ${id}`);
    lastOfSession.set(record.session, record);
  });
}

/** A record sent more than once may be there more than once, unless its producer is idempotent and its log is lasting. */
function mayNotRepeat({ session, attempts, topic }: SentRecord): boolean {
  return attempts <= 1 || (session !== undefined && topic.isDurable && topic.keepsAll);
}

function checkClaims(history: History, { topic, partition, startOffset, ids }: FinalLog, report: Report): void {
  const name = `${topic.name}-${partition}`;
  const claims = history.claims.get(name) ?? [];
  if (topic.keepsAll && startOffset !== 0) report('nothing is removed', `${name} starts at ${startOffset}`);
  claims.forEach((claimed, offset) => {
    if (claimed === undefined || offset < startOffset) return;
    const found = ids[offset - startOffset];
    if (found === claimed) return;
    const record = history.sent.get(claimed);
    const what = record?.outcome === 'acked' ? 'acknowledged' : 'read';
    report('nothing promised is lost', `${claimed} was ${what} at ${name}@${offset}, where now is ${found ?? 'nothing'}`);
  });
}

/** What a group has committed was given to one of its members before. */
export function checkGroup(group: ModelGroup, committed: ReadonlyMap<number, number>, report: Report): void {
  for (const [partition, offset] of committed) {
    const delivered = group.delivered.get(partition);
    for (let before = 0; before < offset; before += 1) {
      if (delivered?.has(before) === true) continue;
      report('every record is delivered', `${group.id} committed ${offset} of partition ${partition} and never saw ${before}`);
      break;
    }
  }
}
