'use client';
import { useState } from 'react';
import type { Reading } from '@/lib/format/copy-as/reading';
import { useText } from '@/lib/i18n/text-provider';
import { Button } from './button';
import { Dialog, DialogActions } from './dialog';
import { late } from './late';
import { usePreload } from './use-preload';

const CopyAsBody = late(() => import('./copy-as-body').then((module) => module.CopyAsBody));

interface CopyAsDialogProps {
  /** What is read: of the browser, so asked for once the dialog is open. Undefined while the cluster's address is not known. */
  reading: (() => Reading) | undefined;
  what: 'record' | 'view';
}

/** The same messages, read with another tool. */
export function CopyAsDialog({ reading, what }: CopyAsDialogProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  usePreload(CopyAsBody.preload);
  return (
    <>
      <Button disabled={reading === undefined} onClick={() => setOpen(true)}>
        {t('copyAs.open')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t(`copyAs.${what}`)}
        description={t('copyAs.hint')}
        className="max-w-[760px] grid-cols-[minmax(0,1fr)]"
      >
        {reading === undefined ? null : <CopyAsBody reading={reading} />}
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
