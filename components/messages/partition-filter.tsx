'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { HueChipToggle } from '@/components/ui/hue-chip';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { formatPartitions, parsePartitions } from './messages-search';

/** Chips up to here; beyond it the hues no longer tell partitions apart and a list does better. */
const chipsMax = 8;
/** Checkboxes up to here; a topic of thousands is chosen from by typing ranges. */
const checkboxesMax = 200;

interface PartitionFilterProps {
  partitionCount: number;
  /** Null: all. */
  selected: readonly number[] | null;
  onSelect: (selected: readonly number[] | null) => void;
}

/** Which partitions are read. Choosing all of them, or none, is the same as not choosing. */
export function PartitionFilter({ partitionCount, selected, onSelect }: PartitionFilterProps) {
  const { t } = useText();
  const all = Array.from({ length: partitionCount }, (_, partition) => partition);
  const chosen = new Set(selected ?? all);
  const toggle = (partition: number) => {
    // The first click on a chip of many means "this one", later clicks add and take away.
    if (selected === null && partitionCount > 1) {
      onSelect([partition]);
      return;
    }
    const next = all.filter((other) => (other === partition ? !chosen.has(other) : chosen.has(other)));
    onSelect(next.length === 0 || next.length === partitionCount ? null : next);
  };
  if (partitionCount <= 1) return null;
  if (partitionCount > chipsMax)
    return <PartitionList all={all} chosen={chosen} selected={selected} onToggle={toggle} onSelect={onSelect} />;
  return (
    <span role="group" aria-label={t('messages.filter.partitions')} className="inline-flex flex-wrap gap-1">
      {all.map((partition) => (
        <HueChipToggle
          key={partition}
          hue={partitionHue(partition)}
          pressed={chosen.has(partition)}
          onPressedChange={() => toggle(partition)}
          label={t('messages.filter.partition', { partition })}
        >
          {t('common.partition', { partition })}
        </HueChipToggle>
      ))}
    </span>
  );
}

interface PartitionListProps {
  all: readonly number[];
  chosen: ReadonlySet<number>;
  selected: readonly number[] | null;
  onToggle: (partition: number) => void;
  onSelect: (selected: readonly number[] | null) => void;
}

function PartitionList({ all, chosen, selected, onToggle, onSelect }: PartitionListProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const parsed = parsePartitions(typed)?.filter((partition) => partition < all.length);
  return (
    <Popover
      label={t('messages.filter.partitions')}
      text={
        selected === null
          ? t('messages.filter.allPartitions', { count: all.length })
          : t('messages.filter.somePartitions', { partitions: formatPartitions(selected) })
      }
      align="start"
      className="max-h-[60dvh] w-[min(340px,94vw)] gap-2 overflow-y-auto"
    >
      <form
        className="flex gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (parsed !== undefined && parsed.length > 0) onSelect(parsed);
        }}
      >
        <Input
          mono
          placeholder="0-9,12"
          aria-label={t('messages.filter.ranges')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={parsed === undefined || parsed.length === 0}>
          {t('messages.filter.choose')}
        </Button>
      </form>
      <Button size="small" disabled={selected === null} onClick={() => onSelect(null)}>
        {t('messages.filter.readAll')}
      </Button>
      <div className="grid grid-cols-3 gap-x-3">
        {all.slice(0, checkboxesMax).map((partition) => (
          <Checkbox
            key={partition}
            checked={chosen.has(partition)}
            onChange={() => onToggle(partition)}
            label={<PartitionChip partition={partition} />}
          />
        ))}
      </div>
      {all.length > checkboxesMax ? (
        <p className="text-sm text-faint">{t('messages.filter.moreByRange', { count: all.length - checkboxesMax })}</p>
      ) : null}
    </Popover>
  );
}
