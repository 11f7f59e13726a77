import { parsePlace, type RecordPlace } from '@/lib/format/record-place';

/** The URL of the publish page: ?replay=3:213871 fills the form with that record. */
export function parseReplay(text: string | string[] | undefined): RecordPlace | null {
  return parsePlace(typeof text === 'string' ? text : null);
}
