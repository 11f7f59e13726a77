import type { KafkaRecord } from '@/lib/contracts/record';
import type { StreamEvent } from '@/lib/contracts/stream';
import type { TailStore } from './tail-store';

/** Puts what a tail channel says about a topic where it belongs. */
export function receiveTailEvent(store: TailStore<KafkaRecord>, topic: string, event: StreamEvent): void {
  switch (event.event) {
    case 'snapshot':
      if (event.data.kind === 'tail') store.startAt(topic, event.data.data);
      return;
    case 'records':
      store.append(topic, event.data.records);
      store.advance(topic, event.data.next);
      return;
    case 'gap':
      store.appendGap(topic, {
        reason: event.data.reason,
        ranges: event.data.ranges,
        countAtMost: Number(event.data.countAtMost),
      });
      store.advance(topic, event.data.next);
      return;
    case 'hello':
    case 'offsets':
    case 'replicas':
    case 'stats':
    case 'phase':
    case 'problem':
    case 'end':
      return;
  }
}
