'use client';
import Link from 'next/link';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { SingleRecord } from '@/lib/contracts/record';
import { recordPath } from '@/lib/format/console-paths';
import { parsePlace, placeKey, type RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

interface CompareSideProps {
  cluster: string;
  topic: string;
  side: 'A' | 'B';
  place: RecordPlace | null;
  single: SingleRecord | undefined;
  onPlace: (place: RecordPlace) => void;
}

/** Which record stands on a side: changed by its neighbours, or by typing another. */
export function CompareSide({ cluster, topic, side, place, single, onPlace }: CompareSideProps) {
  const { t } = useText();
  const format = useFormat();
  const step = (offset: string | null | undefined, label: string) => (
    <Button
      size="small"
      disabled={offset === null || offset === undefined}
      onClick={() => {
        if (place !== null && typeof offset === 'string') onPlace({ partition: place.partition, offset });
      }}
    >
      {label}
    </Button>
  );
  return (
    <Card aria-label={t('compare.side', { side })} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <h2 className="flex items-center gap-2 font-mono font-semibold">
        <span className="font-sans text-muted">{side}</span>
        {place === null ? null : (
          <>
            <PartitionChip partition={place.partition} />
            <Link className="hover:underline" href={recordPath(cluster, topic, place.partition, place.offset)}>
              {format.count(place.offset)}
            </Link>
          </>
        )}
      </h2>
      <span className="flex-1" />
      {place === null ? null : (
        <>
          {step(single?.previousOffset, t('compare.before'))}
          {step(single?.nextOffset, t('compare.after'))}
        </>
      )}
      <PlaceForm key={place === null ? '' : placeKey(place)} side={side} place={place} onPlace={onPlace} />
    </Card>
  );
}

function PlaceForm({ side, place, onPlace }: Pick<CompareSideProps, 'side' | 'place' | 'onPlace'>) {
  const { t } = useText();
  const [text, setText] = useState(place === null ? '' : placeKey(place));
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      className="basis-56"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = parsePlace(text.trim());
        setRefused(wanted === null);
        if (wanted !== null) onPlace(wanted);
      }}
    >
      <Field label={t('compare.place', { side })} error={isRefused ? t('compare.placeRefused') : undefined}>
        {(field) => (
          <div className="flex gap-1">
            <Input mono {...field} placeholder="0:120" value={text} onChange={(event) => setText(event.target.value)} />
            <button type="submit" className={buttonClass()}>
              {t('compare.show')}
            </button>
          </div>
        )}
      </Field>
    </form>
  );
}
