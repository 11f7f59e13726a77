'use client';
import { cx } from '@/components/ui/cx';
import { Tag } from '@/components/ui/tag';
import type { ConfigEntry } from '@/lib/contracts/config';
import { configMeaning } from '@/lib/format/config-meaning';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** Settings of one kind: the name and what it means, the value and where it comes from. */
export function ConfigTable({ title, entries }: { title: string; entries: readonly ConfigEntry[] }) {
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
              {entry.documentation === null ? null : <p className="max-w-[70ch] text-sm text-faint">{entry.documentation}</p>}
            </dt>
            <dd className="min-w-0">
              <ConfigValue entry={entry} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
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
