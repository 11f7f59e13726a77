'use client';
import { useState, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { CheckField } from '../check/check-field';
import { schemaFor } from '../check/kept-checks';
import { guessReading } from './guess-reading';
import { linesWork, useLinesJob } from './lines-job';
import { LinesPreview } from './lines-preview';
import { LinesRun } from './lines-run';
import type { Reading } from './numbered-records';
import { ReadingFields } from './reading-fields';
import { usePreview } from './use-preview';

interface LinesViewProps {
  cluster: string;
  topic: string;
  isWide: boolean;
}

const empty = new Blob([]);
/** A field of thousands of lines takes browsers seconds to lay out: more is kept like a file. */
const pastedCharactersMax = 20_000;
const example = '{"key":"a","value":{"id":1}}';

/** Many messages at once: pasted, or from a file; looked at first, tried, then written. */
export function LinesView({ cluster, topic, isWide }: LinesViewProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [blob, setBlob] = useState<Blob>(empty);
  const [fileName, setFileName] = useState<string | null>(null);
  const [reading, setReading] = useState<Reading>({ format: 'records' });
  const preview = usePreview(blob, reading);
  const [run, job] = useLinesJob(`${cluster} ${topic}`);
  const isRunning = run.kind === 'running';
  const take = (next: Blob, name: string | null) => {
    setBlob(next);
    setFileName(name);
    job.reset();
    void guessReading(next, name).then(setReading);
  };
  const onDrop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (file === undefined || isRunning) return;
    event.preventDefault();
    take(file, file.name);
  };
  const start = (isDryRun: boolean) => {
    const options = { compression: 'none', acks: 'all' } as const;
    job.start(linesWork({ cluster, topic, blob, reading, options, schema: schemaFor(cluster, topic), isDryRun }));
  };
  const canStart = !isRunning && preview !== undefined && preview.rows.length > 0;
  return (
    <div className="grid min-w-0 gap-3" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {fileName === null ? (
        <Field label={t('publish.many.text')}>
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={isWide ? 10 : 6}
              disabled={isRunning}
              className="bg-sunken! whitespace-pre!"
              placeholder={example}
              value={text}
              onPaste={(event) => {
                const pasted = event.clipboardData.getData('text');
                if (pasted.length < pastedCharactersMax) return;
                event.preventDefault();
                take(new Blob([pasted]), t('publish.many.pasted'));
              }}
              onChange={(event) => {
                setText(event.target.value);
                take(event.target.value === '' ? empty : new Blob([event.target.value]), null);
              }}
            />
          )}
        </Field>
      ) : (
        <PickedFile name={fileName} bytes={blob.size} disabled={isRunning} onRemove={() => take(new Blob([text]), null)} />
      )}
      <FilePicker disabled={isRunning} onPick={(file) => take(file, file.name)} />
      {blob.size === 0 ? null : (
        <>
          <ReadingFields reading={reading} header={preview?.header ?? []} onChange={setReading} />
          <LinesPreview preview={preview} />
          <CheckField cluster={cluster} topic={topic} draft={null} />
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" disabled={!canStart} onClick={() => start(false)}>
              {t('publish.many.publish')}
            </Button>
            <Button disabled={!canStart} onClick={() => start(true)}>
              {t('publish.many.dryRun')}
            </Button>
          </div>
        </>
      )}
      <div aria-live="polite">
        <LinesRun state={run} onStop={() => job.stop()} />
      </div>
    </div>
  );
}

function FilePicker({ disabled, onPick }: { disabled: boolean; onPick: (file: File) => void }) {
  const { t } = useText();
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <label className="relative inline-flex min-h-6 cursor-pointer items-center rounded-md border border-edge bg-surface px-2 text-ink hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <input
          type="file"
          accept=".jsonl,.ndjson,.json,.csv,.tsv,.txt,.log"
          disabled={disabled}
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onPick(file);
            event.target.value = '';
          }}
        />
        {t('publish.many.file')}
      </label>
      <span className="max-sm:hidden">{t('publish.many.drop')}</span>
    </div>
  );
}

interface PickedFileProps {
  name: string;
  bytes: number;
  disabled: boolean;
  onRemove: () => void;
}

function PickedFile({ name, bytes, disabled, onRemove }: PickedFileProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <div className="flex items-center gap-3 rounded-md border border-line bg-sunken px-3 py-2">
      <span dir="ltr" className="min-w-0 truncate font-mono">
        {name}
      </span>
      <span className="isolated shrink-0 text-sm text-muted">{format.bytes(bytes)}</span>
      <Button
        size="small"
        variant="quiet"
        className="ms-auto"
        disabled={disabled}
        aria-label={t('publish.many.remove')}
        onClick={onRemove}
      >
        <span aria-hidden>✕</span>
      </Button>
    </div>
  );
}
