'use client';
import { useSearchParams } from 'next/navigation';
import { BrokerState } from '@/components/brokers/broker-state';
import { EventTimeline } from '@/components/events/event-timeline';
import { LabView } from '@/components/lab/lab-view';
import { BrokersDownLine } from '@/components/layout/brokers-down';
import { ReplicaLegend } from '@/components/partitions/replica-sign';
import { TopicMap } from '@/components/partitions/topic-map';

const eventsShown = 10;

/** The lab, with the topic of its map in the address: ?topic=orders.placed. */
export function LabRoute({ cluster }: { cluster: string }) {
  const topic = useSearchParams().get('topic');
  return (
    <LabView
      cluster={cluster}
      topic={topic}
      onTopic={(next) => {
        const search = new URLSearchParams({ topic: next });
        window.history.replaceState(null, '', `${window.location.pathname}?${search.toString()}`);
      }}
      trouble={(otherwise) => <BrokersDownLine cluster={cluster} otherwise={otherwise} />}
      state={(broker) => <BrokerState broker={broker} />}
      legend={<ReplicaLegend />}
      map={(shown) => <TopicMap key={shown} cluster={cluster} topic={shown} />}
      events={(shown) => <EventTimeline cluster={cluster} topic={shown} shown={eventsShown} />}
    />
  );
}
