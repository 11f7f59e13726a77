'use client';
import { useState } from 'react';
import { copyAs, copyTools, type CopyTool } from '@/lib/format/copy-as/copy-as';
import type { Reading } from '@/lib/format/copy-as/reading';
import { useText } from '@/lib/i18n/text-provider';
import { CodeBlock } from './code-block';
import { Segmented } from './segmented';

/** A tool to choose, and how it reads the same messages. */
export function CopyAsBody({ reading }: { reading: () => Reading }) {
  const { t } = useText();
  const [tool, setTool] = useState<CopyTool>('kcat');
  const name = copyTools.find((entry) => entry.tool === tool)?.name ?? tool;
  const snippet = copyAs(tool, reading());
  return (
    <>
      <Segmented
        className="justify-self-start"
        label={t('copyAs.tool')}
        value={tool}
        onChange={setTool}
        options={copyTools.map((entry) => ({ value: entry.tool, label: entry.name }))}
      />
      <CodeBlock code={snippet.code} label={t('copyAs.snippet', { tool: name })} copy />
      {snippet.limits.length === 0 ? null : (
        <ul aria-label={t('copyAs.limitsOf', { tool: name })} className="grid list-disc gap-1 ps-5 text-sm text-muted">
          {snippet.limits.map((limit) => (
            <li key={limit}>{t(`copyAs.limits.${limit}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
