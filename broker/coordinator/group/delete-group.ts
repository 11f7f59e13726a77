import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClassicGroup } from './classic-group';
import type { OffsetTable } from './offset-table';
import type { GroupRecord } from './records/group-record';

export interface DeletedGroup {
  readonly groupId: string;
  readonly errorCode: number;
}

export function deleteGroupError(groupId: string, name: ErrorName): DeletedGroup {
  return { groupId, errorCode: errorCodes[name] };
}

/** Deletes a group that has no members, with its offsets. */
export function deleteGroup(
  groupId: string,
  group: ClassicGroup | undefined,
  offsets: OffsetTable,
): CoordinatorResult<GroupRecord, DeletedGroup> {
  if (group === undefined || group.state === 'Dead') {
    return { records: [], response: deleteGroupError(groupId, 'GROUP_ID_NOT_FOUND') };
  }
  if (group.state !== 'Empty') return { records: [], response: deleteGroupError(groupId, 'NON_EMPTY_GROUP') };
  const records: GroupRecord[] = [];
  for (const { topic, partition } of offsets.entries(groupId)) {
    records.push({ kind: 'offset', groupId, topic, partition, committed: null });
  }
  records.push({ kind: 'group', groupId, metadata: null });
  return { records, response: deleteGroupError(groupId, 'NONE') };
}
