'use client';
import Link from 'next/link';
import { ErrorState } from '@/components/ui/error-state';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Notice } from '@/components/ui/notice';
import { Time } from '@/components/ui/time';
import type { PublishQuery } from '@/lib/contracts/publish';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { Published } from '@/lib/queries/records/publish-mutations';

interface PublishOutcomeProps {
  cluster: string;
  topic: string;
  published: Published | undefined;
  acks: PublishQuery['acks'];
  error: Error | null;
}

/** Where the message was written, when and how fast; or why it was not. */
export function PublishOutcome({ cluster, topic, published, acks, error }: PublishOutcomeProps) {
  const { t, rich } = useText();
  const format = useFormat();
  if (error !== null) return <ErrorState error={error} />;
  if (published === undefined) return null;
  const { partition, offset } = published;
  const chip = <PartitionChip partition={partition} />;
  const duration = format.duration(published.elapsedMs);
  if (offset === null) return <Notice tone="good">{rich('publish.sent', { partition: chip, duration })}</Notice>;
  const place = (
    <Link className="link font-mono font-medium" href={recordPath(cluster, topic, partition, offset)} prefetch={false}>
      {format.count(offset)}
    </Link>
  );
  const time = <Time atMs={Number(published.timestamp)} style="clock" />;
  return (
    <Notice tone="good">
      {rich('publish.written', { partition: chip, offset: place, time, duration, acks: t(`publish.acks.${acks}`) })}
    </Notice>
  );
}
