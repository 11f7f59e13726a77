'use client';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import type { ExportQuery } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { exportUrl } from '@/lib/queries/records/record-queries';
import { selectionOf, type MessagesSearch } from './messages-search';

interface ExportDialogProps {
  cluster: string;
  topic: string;
  search: MessagesSearch;
  partitionCount: number;
}

const formats = ['jsonl', 'csv'] as const;
const contents = ['written', 'read'] as const;

/** What the page shows, in a file. The browser saves it while it is read. */
export function ExportDialog({ cluster, topic, search, partitionCount }: ExportDialogProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const [format, setFormat] = useState<ExportQuery['format']>('jsonl');
  const [as, setAs] = useState<(typeof contents)[number]>('written');
  const query = selectionOf(search, partitionCount);
  const isWhole = Object.keys(query).every((name) => name === 'kd' || name === 'vd');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('messages.exporting.open')}</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t('messages.exporting.title')}
        description={t('messages.exporting.hint')}
      >
        <p>{t('messages.exporting.what', { what: t(isWhole ? 'messages.exporting.whole' : 'messages.exporting.chosen') })}</p>
        <div className="grid gap-1">
          <span aria-hidden className="text-sm text-muted">
            {t('messages.exporting.format')}
          </span>
          <Segmented
            className="justify-self-start"
            label={t('messages.exporting.format')}
            value={format}
            onChange={setFormat}
            options={formats.map((value) => ({ value, label: t(`messages.exporting.${value}`) }))}
          />
          <p className="text-sm text-faint">{t(`messages.exporting.${format}Hint`)}</p>
        </div>
        <div className="grid gap-1">
          <span aria-hidden className="text-sm text-muted">
            {t('messages.exporting.as')}
          </span>
          <Segmented
            className="justify-self-start"
            label={t('messages.exporting.as')}
            value={as}
            onChange={setAs}
            options={contents.map((value) => ({ value, label: t(`messages.exporting.${value}`) }))}
          />
          <p className="text-sm text-faint">{t(`messages.exporting.${as}Hint.${format}`)}</p>
        </div>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
          <a
            className={buttonClass('primary', 'medium')}
            href={exportUrl(cluster, topic, { ...query, format, ...(as === 'written' ? {} : { as }) })}
            download
            onClick={() => setOpen(false)}
          >
            {t('messages.exporting.download')}
          </a>
        </DialogActions>
      </Dialog>
    </>
  );
}
