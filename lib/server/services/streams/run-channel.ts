import type { Channel, SnapshotEvent } from '@/lib/contracts/stream';
import { ServiceError } from '../../service-error';
import { liveAges } from '../../sampling/cluster-sampler';
import { describeBroker } from '../brokers/describe-broker';
import { describeCluster } from '../clusters/describe-cluster';
import { listEvents } from '../clusters/list-events';
import { describeGroup } from '../groups/describe-group';
import { listGroups } from '../groups/list-groups';
import { listTopicGroups } from '../groups/list-topic-groups';
import { listTopics } from '../topics/list-topics';
import type { ChannelRun } from './channel-run';
import { poll } from './poll';
import { runProofChannel } from './run-proof-channel';
import { runOffsetsChannel } from './run-offsets-channel';
import { runReplicasChannel } from './run-replicas-channel';
import { runTailChannel } from './run-tail-channel';

const clusterMs = 2_000;
const topicsMs = 1_000;
const groupMs = 1_000;
const groupsMs = 2_000;
const brokerMs = 1_000;
const eventsMs = 1_000;
const coordinatorMovesMs = 5_000;

/** Runs a channel until its signal fires. */
export function runChannel(run: ChannelRun, channel: Channel): Promise<void> {
  const { ctx, cluster, id } = run;
  const unlessMoving = groupMover();
  switch (channel.kind) {
    case 'cluster':
      return runSnapshots(run, clusterMs, async () => {
        const data = await describeCluster({ ctx, input: { cluster } });
        run.reachable(data.reachable);
        return { channel: id, kind: 'cluster', data };
      });
    case 'topics':
      return runSnapshots(run, topicsMs, async () => {
        const data = await listTopics({ ctx, input: { cluster, query: channel.query, ages: liveAges } });
        return { channel: id, kind: 'topics', data };
      });
    case 'offsets':
      return runOffsetsChannel(run, channel.topic);
    case 'tail':
      return runTailChannel(run, channel.topic, channel.query, channel.cursor ?? undefined);
    case 'groups':
      return runSnapshots(run, groupsMs, async () => {
        const data = await listGroups({ ctx, input: { cluster, query: channel.query } });
        return { channel: id, kind: 'groups', data };
      });
    case 'group':
      return runSnapshots(run, groupMs, async () => {
        const data = await unlessMoving(() => describeGroup({ ctx, input: { cluster, group: channel.group } }));
        return { channel: id, kind: 'group', data };
      });
    case 'topic-groups':
      return runSnapshots(run, groupMs, async () => {
        const data = await listTopicGroups({ ctx, input: { cluster, topic: channel.topic } });
        return { channel: id, kind: 'topic-groups', data };
      });
    case 'events':
      return runSnapshots(run, eventsMs, async () => {
        const data = await listEvents({ ctx, input: { cluster } });
        return { channel: id, kind: 'events', data };
      });
    case 'replicas':
      return runReplicasChannel(run, channel.query);
    case 'broker':
      return runSnapshots(run, brokerMs, async () => {
        const data = await describeBroker({ ctx, input: { cluster, broker: channel.broker } });
        return { channel: id, kind: 'broker', data };
      });
    case 'proof':
      return runProofChannel(run);
  }
}

/**
 * While a group's coordinator moves nobody lists the group: one that was there a moment ago is waited for, until it is surely
 * gone.
 */
function groupMover(): <Group>(look: () => Promise<Group>) => Promise<Group> {
  let seenAt: number | undefined;
  return async (look) => {
    try {
      const group = await look();
      seenAt = performance.now();
      return group;
    } catch (error) {
      const isGone = error instanceof ServiceError && error.code === 'GROUP_NOT_FOUND';
      if (!isGone || seenAt === undefined || performance.now() - seenAt > coordinatorMovesMs) throw error;
      throw new ServiceError('BROKER_UNAVAILABLE', 'The coordinator of the group may be moving.', { retriable: true });
    }
  };
}

/** Sends what `look` sees, whole, whenever it differs from what was sent last. */
function runSnapshots(run: ChannelRun, everyMs: number, look: () => Promise<SnapshotEvent>): Promise<void> {
  let sent = '';
  return poll(run, everyMs, async () => {
    const snapshot = await look();
    if (run.signal.aborted) return;
    const text = JSON.stringify(snapshot, (name, value: unknown) =>
      name === 'sampledAtMs' || name === 'requestId' ? undefined : value,
    );
    if (text === sent) return;
    sent = text;
    run.connection.send('snapshot', snapshot);
  });
}
