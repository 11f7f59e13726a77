'use client';
import { MarkedText } from '@/components/ui/marked-text';
import { Tag } from '@/components/ui/tag';
import { useText } from '@/lib/i18n/text-provider';
import type { BytesDraft, PublishDraft } from './publish-draft';

/** More than any screen shows of one line. */
const charactersMax = 200;

/** Key and value of a draft in one line each; how many headers it has. */
export function DraftPreview({ draft }: { draft: PublishDraft }) {
  const { t } = useText();
  return (
    <div dir="ltr" className="grid min-w-0 font-mono text-sm">
      <span className="flex min-w-0 items-baseline gap-1.5">
        <span className="truncate font-medium">
          {draft.key.mode === 'text' && draft.key.text === '' ? (
            <span className="font-sans font-normal text-faint">{t('publish.history.noKey')}</span>
          ) : (
            <BytesPreview bytes={draft.key} />
          )}
        </span>
        {draft.headers.length === 0 ? null : (
          <span className="shrink-0 font-sans text-faint">{t('publish.history.headers', { count: draft.headers.length })}</span>
        )}
      </span>
      <span className="truncate text-muted">
        <BytesPreview bytes={draft.value} />
      </span>
    </div>
  );
}

function BytesPreview({ bytes }: { bytes: BytesDraft }) {
  const { t } = useText();
  const isEmptyText = bytes.mode === 'text' && bytes.text === '';
  if (bytes.mode === 'null' || bytes.mode === 'empty' || isEmptyText)
    return <Tag>{t(`publish.mode.${isEmptyText ? 'empty' : bytes.mode}`)}</Tag>;
  const text = bytes.text.slice(0, charactersMax).replaceAll(/\s+/g, ' ');
  return (
    <>
      {bytes.mode === 'base64' ? <Tag>{t('publish.mode.base64')}</Tag> : null} <MarkedText text={text} />
    </>
  );
}
