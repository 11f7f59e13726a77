'use client';
import type { SchemaFacts } from '@/lib/contracts/decoding';
import { useText } from '@/lib/i18n/text-provider';

/** The schema that a key or value was written with. */
export function SchemaLine({ schema }: { schema: SchemaFacts }) {
  const { t } = useText();
  const { id, file, subject, version, name } = schema;
  return (
    <span className="[overflow-wrap:anywhere]">
      {t('decoding.schema', { id: file ?? String(id) })}
      {subject === undefined || version === undefined ? null : (
        <>
          {' · '}
          <bdi>{t('decoding.subject', { subject, version: String(version) })}</bdi>
        </>
      )}
      {name === undefined ? null : (
        <>
          {' · '}
          <bdi className="font-mono">{name}</bdi>
        </>
      )}
    </span>
  );
}
