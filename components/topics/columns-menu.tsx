'use client';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import { keptTopicColumns, topicColumns, withToggled } from './topic-columns';

/** Which columns the list has. Stays open, since one choice is seldom the last. */
export function ColumnsMenu() {
  const { t } = useText();
  const shown = useKept(keptTopicColumns);
  return (
    <span className="max-md:hidden">
      <Menu
        label={t('topics.columnsMenu')}
        trigger={<Button>{t('topics.columnsMenu')}</Button>}
        items={topicColumns.map((column) => ({
          kind: 'choice',
          label: t(`topics.columns.${column}`),
          checked: shown.includes(column),
          onSelect: () => keptTopicColumns.update((columns) => withToggled(columns, column)),
          keepsOpen: true,
        }))}
      />
    </span>
  );
}
