'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ClusterEvent } from '@/lib/contracts/event';
import { configMeaning } from '@/lib/format/config-meaning';
import { groupPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { BrokerLink, TopicLink } from './event-links';
import { PartitionSentence } from './partition-sentence';

interface EventSentenceProps {
  cluster: string;
  event: ClusterEvent;
  /** The topic that the page is about: not said again. */
  topic?: string | undefined;
}

/** What happened in words, with links to what it is about. */
export function EventSentence({ cluster, event, topic }: EventSentenceProps) {
  const { t, rich } = useText();
  const format = useFormat();
  const broker = (id: number) => <BrokerLink cluster={cluster} broker={id} />;
  switch (event.kind) {
    case 'broker-up':
      return rich('events.brokerUp', { broker: broker(event.broker) });
    case 'broker-down':
      return <BrokerDown cluster={cluster} event={event} />;
    case 'broker-restarting':
      return rich('events.brokerRestarting', { broker: broker(event.broker), duration: format.duration(event.inMs) });
    case 'broker-frozen':
      return rich('events.brokerFrozen', { broker: broker(event.broker) });
    case 'broker-thawed':
      return rich('events.brokerThawed', { broker: broker(event.broker) });
    case 'broker-wiped':
      return rich('events.brokerWiped', { broker: broker(event.broker) });
    case 'broker-fenced':
      return rich('events.brokerFenced', { broker: broker(event.broker) });
    case 'broker-unfenced':
      return rich('events.brokerUnfenced', { broker: broker(event.broker) });
    case 'broker-registered':
      return rich('events.brokerRegistered', { broker: broker(event.broker) });
    case 'broker-unregistered':
      return rich('events.brokerUnregistered', { broker: broker(event.broker) });
    case 'controller-changed':
      return event.to === null ? t('events.noController') : rich('events.controller', { to: broker(event.to) });
    case 'leader-changed':
    case 'isr-changed':
    case 'partitions-reassigned':
      return <PartitionSentence cluster={cluster} event={event} topic={topic} />;
    case 'topic-created':
    case 'topic-deleted':
      return <TopicsSentence cluster={cluster} event={event} />;
    case 'partitions-added':
      return rich('events.partitionsAdded', {
        topic: <TopicLink cluster={cluster} topic={event.topic} />,
        from: event.from,
        to: event.to,
      });
    case 'config-changed':
      return <ConfigSentence cluster={cluster} event={event} />;
    case 'group-rebalanced':
      return rich('events.groupRebalanced', {
        count: event.members,
        group: (
          <Link dir="ltr" href={groupPath(cluster, event.group)} className="link font-mono font-medium wrap-anywhere">
            {event.group}
          </Link>
        ),
      });
  }
}

type EventOf<Kind extends ClusterEvent['kind']> = Extract<ClusterEvent, { kind: Kind }>;

function BrokerDown({ cluster, event }: { cluster: string; event: EventOf<'broker-down'> }) {
  const { rich } = useText();
  const broker = <BrokerLink cluster={cluster} broker={event.broker} />;
  switch (event.asked) {
    case 'stop':
      return rich('events.brokerStopped', { broker });
    case 'kill':
      return rich('events.brokerKilled', { broker });
    case 'restart':
      return rich('events.brokerStoppedToStart', { broker });
    case null:
      return (
        <>
          {rich('events.brokerDied', { broker })}
          <Aside>{event.reason}</Aside>
        </>
      );
  }
}

function Aside({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" className="ms-2 font-mono text-sm text-muted">
      {children}
    </bdi>
  );
}

function TopicsSentence({ cluster, event }: { cluster: string; event: EventOf<'topic-created' | 'topic-deleted'> }) {
  const { t, rich } = useText();
  const [first] = event.topics;
  if (event.count === 1 && first !== undefined) {
    if (event.kind === 'topic-deleted') return rich('events.topicDeleted', { topic: <Name>{first.name}</Name> });
    const [created] = event.topics;
    return rich('events.topicCreated', {
      topic: <TopicLink cluster={cluster} topic={first.name} />,
      partitions: t('common.partitions', { count: created?.partitions ?? 0 }),
      replicas: t('events.replicas', { count: created?.replicationFactor ?? 0 }),
    });
  }
  const topics = <NameList names={event.topics.map(({ name }) => name)} count={event.count} />;
  return rich(event.kind === 'topic-created' ? 'events.topicsCreated' : 'events.topicsDeleted', { count: event.count, topics });
}

function Name({ children }: { children: string }) {
  return (
    <b dir="ltr" className="font-mono font-medium wrap-anywhere">
      {children}
    </b>
  );
}

const namesShown = 3;

/** The first few names; the rest is counted. */
function NameList({ names, count }: { names: readonly string[]; count: number }) {
  const { rich } = useText();
  const shown = names.slice(0, namesShown);
  const list = <Name>{shown.join(', ')}</Name>;
  return count === shown.length ? list : rich('events.andMore', { list, count: count - shown.length });
}

function ConfigSentence({ cluster, event }: { cluster: string; event: EventOf<'config-changed'> }) {
  const { t, rich } = useText();
  const { type, name } = event.resource;
  const resource =
    type === 'topic' ? (
      <TopicLink cluster={cluster} topic={name} />
    ) : name === '' ? (
      t('events.allBrokers')
    ) : (
      rich('events.brokerResource', { broker: <BrokerLink cluster={cluster} broker={Number(name)} /> })
    );
  const [change] = event.changes;
  if (event.changes.length !== 1 || change === undefined) {
    const names = <NameList names={event.changes.map((each) => each.name)} count={event.changes.length} />;
    return rich('events.configsChanged', { count: event.changes.length, resource, names });
  }
  const config = <Name>{change.name}</Name>;
  const value = (text: string) => <ConfigValue name={change.name} value={text} />;
  if (change.to === null)
    return rich('events.configUnset', { name: config, resource, from: change.from === null ? '' : value(change.from) });
  if (change.from === null) return rich('events.configSet', { name: config, resource, to: value(change.to) });
  return rich('events.configChanged', { name: config, resource, from: value(change.from), to: value(change.to) });
}

function ConfigValue({ name, value }: { name: string; value: string }) {
  const format = useFormat();
  const meaning = configMeaning(name, value, format);
  return (
    <bdi title={meaning === undefined ? undefined : value} className={meaning === undefined ? 'font-mono' : 'isolated'}>
      {meaning ?? value}
    </bdi>
  );
}
