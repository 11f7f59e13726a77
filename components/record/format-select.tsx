'use client';
import { Select } from '@/components/ui/select';
import { chosenFormats, type DecodingQuery } from '@/lib/contracts/decoding';
import { useText } from '@/lib/i18n/text-provider';
import type { RawPart } from '@/lib/queries/records/record-queries';

interface FormatSelectProps {
  part: RawPart;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
}

/** How the key or the value is read. */
export function FormatSelect({ part, decoding, onDecoding }: FormatSelectProps) {
  const { t } = useText();
  const name = part === 'key' ? 'kd' : 'vd';
  return (
    <Select
      aria-label={t(part === 'key' ? 'decoding.readKey' : 'decoding.readValue')}
      value={decoding[name] ?? 'auto'}
      onChange={(next) => onDecoding({ ...decoding, [name]: next === 'auto' ? undefined : next })}
      options={[
        { value: 'auto' as const, label: t('decoding.auto') },
        ...chosenFormats.map((format) => ({ value: format, label: t(`decoding.formats.${format}`) })),
      ]}
    />
  );
}
