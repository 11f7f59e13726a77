'use client';
import { MarkedText } from '@/components/ui/marked-text';
import { Tag } from '@/components/ui/tag';
import type { Payload } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';

/** A key or value on one line; a record without a value is a tombstone. */
export function PayloadText({ payload }: { payload: Payload | null }) {
  const { t } = useText();
  if (payload === null) return <Tag>{t('keys.tombstone')}</Tag>;
  if ('base64' in payload) return <Tag>{t('keys.binary')}</Tag>;
  return payload.text === '' ? <Tag>{t('keys.empty')}</Tag> : <MarkedText text={payload.text} />;
}
