'use client';
import type { TailCursor } from '@/lib/contracts/record';
import type { StreamEvent, TailQuery } from '@/lib/contracts/stream';
import { useChannel } from '@/lib/queries/stream/use-channel';

interface TopicChannelProps {
  cluster: string;
  topic: string;
  query: TailQuery;
  onEvent: (topic: string, event: StreamEvent) => void;
  cursorOf: (topic: string) => TailCursor | null;
}

/** Draws nothing: while it is there, a topic has its channel on the tab's stream. */
export function TopicChannel({ cluster, topic, query, onEvent, cursorOf }: TopicChannelProps) {
  useChannel(
    cluster,
    { kind: 'tail', topic, query },
    { onEvent: (event) => onEvent(topic, event), cursor: () => cursorOf(topic) },
  );
  return null;
}
