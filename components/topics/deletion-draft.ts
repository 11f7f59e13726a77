import type { DeleteRecordsRequest, RecordsDeleted } from '@/lib/contracts/topic-actions';
import { parseOffset } from '@/lib/format/offset';
import { momentOf } from '@/lib/format/wall-time';

export type DeletionKind = 'all' | 'offset' | 'time';

/** What was typed, as it was typed. */
export interface DeletionDraft {
  readonly kind: DeletionKind;
  readonly offset: string;
  readonly time: string;
  readonly partitions: string;
}

/** Undefined while something is missing or wrong. */
export function deletionRequestOf(draft: DeletionDraft, timeZone: string | undefined): DeleteRecordsRequest | undefined {
  const before = beforeOf(draft, timeZone);
  const p = draft.partitions.replaceAll(/\s/g, '');
  if (before === undefined || !arePartitions(p)) return undefined;
  return p === '' ? { before } : { before, p };
}

export function arePartitions(typed: string): boolean {
  return typed.trim() === '' || /^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/.test(typed.replaceAll(/\s/g, ''));
}

function beforeOf({ kind, offset, time }: DeletionDraft, timeZone: string | undefined): string | undefined {
  if (kind === 'all') return 'end';
  if (kind === 'offset') {
    const parsed = parseOffset(offset);
    return parsed === undefined ? undefined : `o:${parsed}`;
  }
  const moment = momentOf(time, timeZone);
  return moment === undefined ? undefined : `t:${moment}`;
}

/** Exactly what the plan shows, also when records came since. */
export function requestOfPlan({ id, partitions }: RecordsDeleted): DeleteRecordsRequest {
  const cut = partitions.filter(({ start, before }) => start !== before);
  return { before: `o:${cut.map(({ partition, before }) => `${partition}@${before}`).join(',')}`, topicId: id };
}
