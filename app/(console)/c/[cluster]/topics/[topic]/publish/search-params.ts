import type { RecordPlace } from '@/components/messages/messages-search';

/** The URL of the publish page: ?replay=3:213871 fills the form with that record. */
export function parseReplay(text: string | string[] | undefined): RecordPlace | null {
  const match = /^(\d{1,9}):(\d{1,19})$/.exec(typeof text === 'string' ? text : '');
  return match === null ? null : { partition: Number(match[1]), offset: match[2] ?? '0' };
}
