'use client';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import type { ConfigEntry } from '@/lib/contracts/config';
import { configMeaning } from '@/lib/format/config-meaning';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { configChoices } from './config-choices';
import { configProblem } from './config-problem';

interface ConfigEditorProps {
  entry: ConfigEntry;
  /** As it would be; null: the default. */
  value: string | null;
  /** What the cluster says about it. */
  refusal: string | undefined;
  onChange: (value: string | null) => void;
  onCancel: () => void;
}

/** One setting being changed: the control that fits it, what the value means, and the way back. */
export function ConfigEditor({ entry, value, refusal, onChange, onCancel }: ConfigEditorProps) {
  const { t } = useText();
  const format = useFormat();
  const id = useId();
  const text = value ?? entry.defaultValue ?? '';
  const problem = value === null ? undefined : configProblem(entry.type, value);
  const wrong = problem === undefined ? refusal : t(problem);
  const meaning = configMeaning(entry.name, text.trim(), format);
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <Control
          entry={entry}
          text={text}
          describedBy={wrong === undefined ? undefined : id}
          isWrong={wrong !== undefined}
          onChange={onChange}
        />
        {meaning === undefined ? null : <bdi className="isolated text-muted">{meaning}</bdi>}
        <span className="flex gap-1">
          {entry.source === 'topic' && value !== null ? (
            <Button size="small" aria-label={t('config.edit.resetOf', { name: entry.name })} onClick={() => onChange(null)}>
              {t('config.edit.reset')}
            </Button>
          ) : null}
          <Button size="small" variant="quiet" aria-label={t('config.edit.cancelOf', { name: entry.name })} onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </span>
      </div>
      {wrong === undefined ? null : (
        <p id={id} role="alert" className="text-sm break-words text-bad">
          {wrong}
        </p>
      )}
      <p className="text-sm text-faint">
        {value === null ? t('config.edit.willReset') : t('config.edit.now', { value: entry.value ?? t('config.unset') })}
      </p>
    </div>
  );
}

interface ControlProps {
  entry: ConfigEntry;
  text: string;
  isWrong: boolean;
  describedBy: string | undefined;
  onChange: (value: string) => void;
}

function Control({ entry, text, isWrong, describedBy, onChange }: ControlProps) {
  const choices = configChoices(entry);
  const label = entry.name;
  if (choices?.length === 2)
    return (
      <Segmented
        label={label}
        value={text}
        onChange={onChange}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
      />
    );
  if (choices !== undefined)
    return (
      <Select
        className="w-56 max-w-full"
        aria-label={label}
        value={text}
        onChange={onChange}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
      />
    );
  return (
    <Input
      mono
      autoFocus
      className="w-56!"
      aria-label={label}
      aria-invalid={isWrong ? true : undefined}
      aria-describedby={describedBy}
      inputMode={['int', 'long', 'short'].includes(entry.type) ? 'numeric' : undefined}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
