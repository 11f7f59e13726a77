import Link from 'next/link';
import { brokerPath, topicPath } from '@/lib/format/console-paths';

export function BrokerLink({ cluster, broker }: { cluster: string; broker: number }) {
  return (
    <Link href={brokerPath(cluster, broker)} className="link font-medium">
      {String(broker)}
    </Link>
  );
}

export function TopicLink({ cluster, topic }: { cluster: string; topic: string }) {
  return (
    <Link dir="ltr" href={topicPath(cluster, topic, 'partitions')} className="link font-mono font-medium wrap-anywhere">
      {topic}
    </Link>
  );
}
