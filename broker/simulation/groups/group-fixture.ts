import type { Logger } from '../../platform/logger';
import { offsetCommitApi, type OffsetCommitRequest } from '../../protocol/messages/offset-commit';
import type { JoinGroupRequest } from '../../protocol/messages/join-group';
import { SimClock } from '../sim-clock';
import { SimRandom } from '../sim-random';
import { GroupCoordinator } from '../../coordinator/group/group-coordinator';
import { defaultGroupConfig, type GroupConfig } from '../../coordinator/group/group-config';
import type { ClientContext } from '../../coordinator/group/group-environment';
import type { TopicLookup } from '../../coordinator/group/topic-lookup';
import { MemoryLog } from './memory-log';

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const topicIds: ReadonlyMap<string, string> = new Map([
  ['t', 'AAAAAAAAAAAAAAAAAAAAAQ'],
  ['u', 'AAAAAAAAAAAAAAAAAAAAAg'],
]);

/** Topics `t` and `u` with four partitions each. */
export const topicLookup: TopicLookup = {
  nameOf: (id) => [...topicIds].find(([, each]) => each === id)?.[0],
  idOf: (topic) => topicIds.get(topic),
  partitionCountOf: (topic) => (topicIds.has(topic) ? 4 : 0),
};

export interface GroupFixture {
  readonly clock: SimClock;
  readonly log: MemoryLog;
  readonly coordinator: GroupCoordinator;
}

/** A coordinator of one partition over a log in memory and virtual time; not loaded yet. */
export function groupFixture(config: Partial<GroupConfig> = {}): GroupFixture {
  const clock = new SimClock();
  const log = new MemoryLog();
  const coordinator = new GroupCoordinator({
    clock,
    timers: clock,
    random: new SimRandom(1),
    logger: silentLogger,
    writer: log,
    loader: log,
    config: { ...defaultGroupConfig, initialRebalanceDelayMs: 0, ...config },
    partitionCount: () => 1,
  });
  return { clock, log, coordinator };
}

export function client(apiVersion: number, clientId = 'client'): ClientContext {
  return { clientId, clientHost: '/127.0.0.1', apiVersion };
}

export function joinRequest(overrides: Partial<JoinGroupRequest> = {}): JoinGroupRequest {
  return {
    groupId: 'g',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 60_000,
    memberId: '',
    groupInstanceId: null,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.from('m') }],
    reason: null,
    ...overrides,
  };
}

/** A commit of one partition of topic `t`, as a decoder gives it. */
export function commitRequest(offset: number, overrides: Partial<OffsetCommitRequest> = {}, metadata = ''): OffsetCommitRequest {
  const latest = offsetCommitApi.request.versions.max;
  const body = offsetCommitApi.request.encode(latest - 1, {
    groupId: 'g',
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, committedOffset: offset, committedMetadata: metadata }] }],
  });
  return { ...offsetCommitApi.request.decode(body, latest - 1), ...overrides };
}
