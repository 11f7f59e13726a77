import { ServiceError } from '../service-error';

/** A tail's position in one SSE id: `<topic id>:<partition>-<next offset>,…`. It comes back as Last-Event-ID. Offset -1: the end, once it is known. */
export interface EventCursor {
  readonly topicId: string;
  readonly positions: ReadonlyMap<number, number>;
}

/** More partitions than this do not fit the header; such a stream has no ids and resumes by `from` only. */
export const eventCursorPartitionsMax = 200;

export function encodeEventCursor({ topicId, positions }: EventCursor): string {
  return `${topicId}:${[...positions].map(([partition, offset]) => `${partition}-${offset}`).join(',')}`;
}

export function decodeEventCursor(text: string): EventCursor {
  const [, topicId, list] = /^([A-Za-z0-9_-]{22}):([0-9,-]*)$/.exec(text) ?? [];
  if (topicId === undefined || list === undefined) throw notACursor();
  const positions = new Map<number, number>();
  for (const part of list === '' ? [] : list.split(',')) {
    const [, partition, offset] = /^(\d{1,6})-(-1|\d{1,16})$/.exec(part) ?? [];
    if (partition === undefined || offset === undefined) throw notACursor();
    positions.set(Number(partition), Number(offset));
  }
  return { topicId, positions };
}

function notACursor(): ServiceError {
  return new ServiceError('INVALID_CURSOR', 'Last-Event-ID is no id of this stream.', { field: 'Last-Event-ID' });
}
