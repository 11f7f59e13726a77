'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Field } from '@/components/ui/field';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Select } from '@/components/ui/select';
import type { PartitionOfKeyRequest, PublishBytes } from '@/lib/contracts/publish';
import { useText } from '@/lib/i18n/text-provider';
import { partitionOfKeyQuery } from '@/lib/queries/records/publish-mutations';
import { useSettled } from './use-settled';

interface PartitionFieldProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  partition: number | null;
  keyBytes: PublishBytes;
  /** The key has placeholders: each message has its own. */
  isKeyFilled: boolean;
  onChange: (partition: number | null) => void;
}

const askAfterMs = 250;

/** Chosen, or automatic with the partition that the key goes to, known before sending. */
export function PartitionField(props: PartitionFieldProps) {
  const { cluster, topic, partitionCount, partition, keyBytes, isKeyFilled, onChange } = props;
  const { t } = useText();
  const target = isKeyFilled ? t('publish.keyFilled') : <Target cluster={cluster} topic={topic} keyBytes={keyBytes} />;
  const all = Array.from({ length: partitionCount }, (_, index) => index);
  return (
    <Field label={t('publish.partition')} hint={partition === null ? target : undefined}>
      {(control) => (
        <Select
          {...control}
          value={partition === null ? 'auto' : String(partition)}
          onChange={(next) => onChange(next === 'auto' ? null : Number(next))}
          options={[
            { value: 'auto', label: t('publish.automatic') },
            ...all.map((index) => ({ value: String(index), label: t('publish.onPartition', { partition: index }) })),
          ]}
        />
      )}
    </Field>
  );
}

function Target({ cluster, topic, keyBytes }: { cluster: string; topic: string; keyBytes: PublishBytes }) {
  const { t, rich } = useText();
  const settled = useSettled(keyBytes === null ? null : JSON.stringify(keyBytes), askAfterMs);
  const key: PartitionOfKeyRequest['key'] = keyBytes ?? '';
  const target = useQuery({
    ...partitionOfKeyQuery(cluster, topic, key),
    enabled: keyBytes !== null && settled === JSON.stringify(keyBytes),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (keyBytes === null) return t('publish.noKey');
  if (target.data === undefined) return t(target.isError ? 'publish.targetUnknown' : 'publish.targetAsked');
  const { partition } = target.data;
  const chip = <PartitionChip partition={partition} />;
  return (
    <span className={target.isPlaceholderData ? 'opacity-60' : undefined}>{rich('publish.target', { partition: chip })}</span>
  );
}
