import { notFound } from 'next/navigation';
import { decodePathId } from '@/lib/contracts/path-id';

/** The identifier in a segment of the address; a segment that is none has no page. */
export function pathIdParam(segment: string): string {
  return decodePathId(segment) ?? notFound();
}
