'use client';
import { MarkedText } from '@/components/ui/marked-text';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { PublishBytes } from '@/lib/contracts/publish';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { Preview } from './use-preview';

const charactersMax = 200;

/** The first messages, as they would be written, and lines that cannot be read. */
export function LinesPreview({ preview }: { preview: Preview | undefined }) {
  const { t } = useText();
  const format = useFormat();
  if (preview === undefined) return <p className="text-muted">{t('publish.many.readingFile')}</p>;
  if (preview.rows.length === 0) return <p className="text-muted">{t('publish.many.nothing')}</p>;
  return (
    <TableFrame label={t('publish.many.preview')}>
      <Table>
        <thead>
          <tr>
            <Th num>{t('publish.many.line')}</Th>
            <Th>{t('publish.key')}</Th>
            <Th className="w-full">{t('publish.value')}</Th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <Tr key={row.line}>
              <Td num mono className="text-faint">
                {format.count(row.line)}
              </Td>
              {'problem' in row ? (
                <td colSpan={2} className="px-3 text-sm text-bad max-sm:px-2">
                  {t(`publish.many.problem.${row.problem}`)}
                </td>
              ) : (
                <>
                  <Td mono className="max-w-32 truncate">
                    <Bytes bytes={row.record.key} />
                  </Td>
                  <Td mono grow className="min-w-28">
                    <Bytes bytes={row.record.value} />
                  </Td>
                </>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function Bytes({ bytes }: { bytes: PublishBytes | undefined }) {
  const { t } = useText();
  if (bytes === null || bytes === undefined) return <Tag>{t('publish.mode.null')}</Tag>;
  const isBase64 = typeof bytes === 'object' && 'base64' in bytes;
  const text = typeof bytes === 'string' ? bytes : 'base64' in bytes ? bytes.base64 : bytes.text;
  if (text === '') return <Tag>{t('publish.mode.empty')}</Tag>;
  return (
    <>
      {isBase64 ? <Tag>{t('publish.mode.base64')}</Tag> : null} <MarkedText text={text.slice(0, charactersMax)} />
    </>
  );
}
