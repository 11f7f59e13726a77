import type { ReplicaMapQuery } from '@/lib/contracts/replicas';
import { describeReplicas } from '../replicas/describe-replicas';
import type { ChannelRun } from './channel-run';
import { poll } from './poll';

const everyMs = 1_000;

/** The replica map: all at once, then the topics that changed. */
export function runReplicasChannel(run: ChannelRun, query: ReplicaMapQuery): Promise<void> {
  const { ctx, cluster, connection, id, signal } = run;
  let sent: Map<string, string> | undefined;
  let sentFrame = '';
  return poll(run, everyMs, async () => {
    const data = await describeReplicas({ ctx, input: { cluster, query } });
    if (signal.aborted) return;
    const { topics, ...frame } = data;
    const texts = new Map(topics.map((topic) => [topic.name, JSON.stringify(topic)]));
    const before = sent;
    if (before === undefined) connection.send('snapshot', { channel: id, kind: 'replicas', data });
    else {
      const changed = topics.filter(({ name }) => before.get(name) !== texts.get(name));
      const gone = [...before.keys()].filter((name) => !texts.has(name));
      const frameText = JSON.stringify(frame);
      if (changed.length === 0 && gone.length === 0 && frameText === sentFrame) return;
      connection.send('replicas', { channel: id, ...frame, topics: changed, gone });
    }
    sent = texts;
    sentFrame = JSON.stringify(frame);
  });
}
