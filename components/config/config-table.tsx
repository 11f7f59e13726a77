'use client';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Tag } from '@/components/ui/tag';
import type { ConfigEntry } from '@/lib/contracts/config';
import { configMeaning } from '@/lib/format/config-meaning';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import type { ConfigDraft } from './config-draft';
import { ConfigEditor } from './config-editor';

/** Where settings can be changed: which are open, and what was made of them. */
export interface ConfigEdit {
  readonly draft: ConfigDraft;
  readonly open: ReadonlySet<string>;
  /** What the cluster says about a setting that it refuses. */
  readonly refusals: ReadonlyMap<string, string>;
  onOpen: (entry: ConfigEntry) => void;
  onChange: (entry: ConfigEntry, value: string | null) => void;
  onCancel: (entry: ConfigEntry) => void;
}

interface ConfigTableProps {
  title: string;
  entries: readonly ConfigEntry[];
  edit?: ConfigEdit;
}

/** Settings of one kind: the name and what it means, the value and where it comes from. */
export function ConfigTable({ title, entries, edit }: ConfigTableProps) {
  const { t } = useText();
  return (
    <section className="grid gap-2">
      <h2 className="text-[14px] font-semibold">{title}</h2>
      <dl className="rounded-lg border border-line bg-surface">
        {entries.map((entry) => (
          <div
            key={entry.name}
            className="grid gap-x-5 gap-y-0.5 border-b border-line/65 px-3.5 py-2 last:border-b-0 md:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]"
          >
            <dt className="min-w-0">
              <span dir="ltr" className={cx('font-mono text-sm break-all', !entry.isDefault && 'font-semibold')}>
                {entry.name}
              </span>
              {entry.documentation === null ? null : (
                <p lang="en" dir="auto" className="max-w-[70ch] text-sm text-faint rtl:[text-align:right]">
                  {entry.documentation}
                </p>
              )}
            </dt>
            <dd className="min-w-0">
              {edit?.open.has(entry.name) === true ? (
                <ConfigEditor
                  entry={entry}
                  value={valueIn(edit.draft, entry)}
                  refusal={edit.refusals.get(entry.name)}
                  onChange={(value) => edit.onChange(entry, value)}
                  onCancel={() => edit.onCancel(entry)}
                />
              ) : (
                <div className="flex items-start justify-between gap-2">
                  <div className="min-w-0">
                    <ConfigValue entry={entry} />
                  </div>
                  {edit === undefined || entry.isReadOnly ? null : (
                    <Button
                      size="small"
                      variant="quiet"
                      aria-label={t('config.edit.changeOf', { name: entry.name })}
                      onClick={() => edit.onOpen(entry)}
                    >
                      {t('config.edit.change')}
                    </Button>
                  )}
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function valueIn(draft: ConfigDraft, { name, value }: ConfigEntry): string | null {
  const changed = draft.get(name);
  return changed === undefined ? (value ?? '') : changed;
}

function ConfigValue({ entry }: { entry: ConfigEntry }) {
  const { t } = useText();
  const format = useFormat();
  const meaning = entry.value === null ? undefined : configMeaning(entry.name, entry.value, format);
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        {entry.value === null || entry.value === '' ? (
          <span className="text-faint">{t(entry.isSensitive ? 'config.sensitive' : 'config.unset')}</span>
        ) : (
          <bdi dir="ltr" className="font-mono text-sm break-all">
            {entry.value}
          </bdi>
        )}
        {meaning === undefined ? null : <bdi className="isolated text-muted">{meaning}</bdi>}
        {entry.isDefault ? null : <Tag tone="warn">{t('config.changed')}</Tag>}
        {entry.isReadOnly ? <Tag>{t('config.readOnly')}</Tag> : null}
      </span>
      <p className="text-sm text-faint">
        {t(`config.sources.${entry.source}`)}
        {entry.isDefault || entry.defaultValue === null ? null : (
          <>
            {' · '}
            {t('config.changedFrom', { value: entry.defaultValue })}
          </>
        )}
      </p>
    </>
  );
}
