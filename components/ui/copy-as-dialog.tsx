'use client';
import { useState } from 'react';
import { copyAs, copyTools, type CopyTool } from '@/lib/format/copy-as/copy-as';
import type { Reading } from '@/lib/format/copy-as/reading';
import { useText } from '@/lib/i18n/text-provider';
import { Button } from './button';
import { CodeBlock } from './code-block';
import { Dialog, DialogActions } from './dialog';
import { Segmented } from './segmented';

interface CopyAsDialogProps {
  /** What is read: of the browser, so asked for once the dialog is open. Undefined while the cluster's address is not known. */
  reading: (() => Reading) | undefined;
  what: 'record' | 'view';
}

/** The same messages, read with another tool. */
export function CopyAsDialog({ reading, what }: CopyAsDialogProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const [tool, setTool] = useState<CopyTool>('kcat');
  const name = copyTools.find((entry) => entry.tool === tool)?.name ?? tool;
  const snippet = isOpen && reading !== undefined ? copyAs(tool, reading()) : null;
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
        <Segmented
          className="justify-self-start"
          label={t('copyAs.tool')}
          value={tool}
          onChange={setTool}
          options={copyTools.map((entry) => ({ value: entry.tool, label: entry.name }))}
        />
        {snippet === null ? null : (
          <>
            <CodeBlock code={snippet.code} label={t('copyAs.snippet', { tool: name })} copy />
            {snippet.limits.length === 0 ? null : (
              <ul aria-label={t('copyAs.limitsOf', { tool: name })} className="grid list-disc gap-1 ps-5 text-sm text-muted">
                {snippet.limits.map((limit) => (
                  <li key={limit}>{t(`copyAs.limits.${limit}`)}</li>
                ))}
              </ul>
            )}
          </>
        )}
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('common.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
