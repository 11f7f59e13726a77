'use client';
import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Switch } from '@/components/ui/switch';
import { useText } from '@/lib/i18n/text-provider';
import type { Kept } from '@/lib/preferences/kept';
import { useKept } from '@/lib/preferences/use-kept';
import {
  changeCount,
  columnField,
  fieldsMax,
  lineCounts,
  optionalColumns,
  plainTable,
  withField,
  withoutField,
  withToggled,
  type TableChoice,
} from './table-choice';

/** Lines, columns and the plot; what differs from the plain table can be taken back. */
export function TableOptionsPanel({ kept }: { kept: Kept<TableChoice> }) {
  const { t } = useText();
  const table = useKept(kept);
  return (
    <>
      <div className="grid gap-1.5">
        <span className="text-sm text-muted">{t('messages.table.lines')}</span>
        <Segmented
          className="justify-self-start"
          label={t('messages.table.lines')}
          value={String(table.lines)}
          onChange={(chosen) =>
            kept.update((known) => ({ ...known, lines: lineCounts.find((count) => String(count) === chosen) ?? known.lines }))
          }
          options={lineCounts.map((count) => ({ value: String(count), label: t('messages.table.lineCount', { count }) }))}
        />
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm text-muted">{t('messages.table.columns')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {optionalColumns.map((column) => (
            <Checkbox
              key={column}
              label={t(`messages.columns.${column}`)}
              checked={!table.hidden.includes(column)}
              onChange={() => kept.update((known) => withToggled(known, column))}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-1.5">
        {table.fields.length === 0 ? null : (
          <ul aria-label={t('messages.table.fields')} className="grid">
            {table.fields.map((path) => (
              <li key={path} className="flex items-center justify-between gap-2">
                <bdi dir="ltr" className="min-w-0 truncate font-mono">
                  {path}
                </bdi>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={t('messages.table.remove', { path })}
                  onClick={() => kept.update((known) => withoutField(known, path))}
                >
                  <span aria-hidden>×</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        {table.fields.length < fieldsMax ? (
          <AddField onAdd={(path) => kept.update((known) => withField(known, path))} />
        ) : (
          <p className="text-sm text-faint">{t('messages.table.full', { count: fieldsMax })}</p>
        )}
      </div>
      <Switch
        label={t('messages.volume.title')}
        checked={table.hasVolume}
        onChange={(hasVolume) => kept.update((known) => ({ ...known, hasVolume }))}
      />
      {changeCount(table) === 0 ? null : (
        <Button className="justify-self-start" onClick={() => kept.update(() => plainTable)}>
          {t('messages.table.reset')}
        </Button>
      )}
    </>
  );
}

function AddField({ onAdd }: { onAdd: (path: string) => void }) {
  const { t } = useText();
  const [path, setPath] = useState('');
  const [isRefused, setRefused] = useState(false);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = path.trim();
    const isField = columnField(wanted) !== undefined;
    setRefused(!isField);
    if (!isField) return;
    onAdd(wanted);
    setPath('');
  };
  return (
    <form onSubmit={add}>
      <Field
        label={t('messages.table.add')}
        hint={t('messages.table.addHint')}
        error={isRefused ? t('messages.table.refused') : undefined}
      >
        {(field) => (
          <div className="flex gap-1">
            <Input
              mono
              {...field}
              placeholder="value.customer.country"
              value={path}
              onChange={(event) => {
                setPath(event.target.value);
                setRefused(false);
              }}
            />
            <Button type="submit" disabled={path.trim() === ''}>
              {t('messages.table.addButton')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
