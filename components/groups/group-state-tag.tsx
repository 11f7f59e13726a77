'use client';
import { Tag, type Tone } from '@/components/ui/tag';
import type { GroupState } from '@/lib/contracts/group';
import { useText } from '@/lib/i18n/text-provider';

function toneOf(state: GroupState): Tone {
  switch (state) {
    case 'Stable':
      return 'live';
    case 'PreparingRebalance':
    case 'CompletingRebalance':
    case 'Assigning':
    case 'Reconciling':
      return 'warn';
    case 'Dead':
      return 'bad';
    case 'Empty':
    case 'Unknown':
      return 'plain';
  }
}

export function GroupStateTag({ state }: { state: GroupState }) {
  const { t } = useText();
  return (
    <Tag tone={toneOf(state)} title={t(`groups.stateHints.${state}`)}>
      {t(`groups.states.${state}`)}
    </Tag>
  );
}
