'use client';
import { Select } from '@/components/ui/select';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import { useText } from '@/lib/i18n/text-provider';
import { useChosenFormats } from '@/lib/queries/clusters/use-chosen-formats';
import type { RawPart } from '@/lib/queries/records/record-queries';

interface FormatSelectProps {
  cluster: string;
  part: RawPart;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
}

/** How the key or the value is read. */
export function FormatSelect({ cluster, part, decoding, onDecoding }: FormatSelectProps) {
  const { t } = useText();
  const formats = useChosenFormats(cluster);
  const name = part === 'key' ? 'kd' : 'vd';
  return (
    <Select
      aria-label={t(part === 'key' ? 'decoding.readKey' : 'decoding.readValue')}
      value={decoding[name] ?? 'auto'}
      onChange={(next) => onDecoding({ ...decoding, [name]: next === 'auto' ? undefined : next })}
      options={[
        { value: 'auto' as const, label: t('decoding.auto') },
        ...formats.map((format) => ({ value: format, label: t(`decoding.formats.${format}`) })),
      ]}
    />
  );
}
