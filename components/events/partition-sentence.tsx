'use client';
import { Fragment } from 'react';
import type { ClusterEvent } from '@/lib/contracts/event';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { oneTopic } from './event-kinds';
import { BrokerLink, TopicLink } from './event-links';

interface PartitionSentenceProps {
  cluster: string;
  event: Extract<ClusterEvent, { kind: 'leader-changed' | 'isr-changed' | 'partitions-reassigned' }>;
  topic: string | undefined;
}

const numbersShown = 4;

/** What happened to partitions: of the page's topic, of one topic, or across several. */
export function PartitionSentence({ cluster, event, topic }: PartitionSentenceProps) {
  const { t, rich } = useText();
  const format = useFormat();
  const { count } = event;
  const about = oneTopic(event.partitions);
  const isWhole = about !== undefined && count >= event.partitions.length;
  const place = !isWhole ? 'Across' : about === topic ? 'Here' : '';
  const numbers = event.partitions.slice(0, numbersShown).map(({ partition }) => String(partition));
  const more = count - numbers.length;
  const list = more > 0 ? numbers.join(', ') : format.list(numbers);
  const partitions = more > 0 ? t('events.andMore', { list, count: more }) : list;
  const link = <TopicLink cluster={cluster} topic={about ?? ''} />;
  switch (event.kind) {
    case 'leader-changed':
      return event.to === null
        ? rich(`events.leaderless${place}`, { count, partitions, topic: link })
        : rich(`events.led${place}`, {
            count,
            partitions,
            topic: link,
            broker: <BrokerLink cluster={cluster} broker={event.to} />,
          });
    case 'isr-changed': {
      const changed = event.left.length > 0 ? event.left : event.joined;
      return rich(`events.${event.left.length > 0 ? 'left' : 'joined'}${place}`, {
        count,
        partitions,
        topic: link,
        brokers: changed.map((broker, index) => (
          <Fragment key={broker}>
            {index === 0 ? null : ', '}
            <BrokerLink cluster={cluster} broker={broker} />
          </Fragment>
        )),
      });
    }
    case 'partitions-reassigned': {
      const across = isWhole ? '' : 'Across';
      const values = { count, partitions, topic: link, from: event.from.join(', '), to: event.to.join(', ') };
      switch (event.phase) {
        case 'begun':
          return rich(`events.movesBegun${across}`, values);
        case 'done':
          return rich(`events.movesDone${across}`, values);
        case 'cancelled':
          return rich(`events.movesCancelled${across}`, values);
      }
    }
  }
}
