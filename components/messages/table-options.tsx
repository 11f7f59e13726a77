'use client';
import { late } from '@/components/ui/late';
import { Popover } from '@/components/ui/popover';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';
import type { Kept } from '@/lib/preferences/kept';
import { useKept } from '@/lib/preferences/use-kept';
import { changeCount, type TableChoice } from './table-choice';

const TableOptionsPanel = late(() => import('./table-options-panel').then((module) => module.TableOptionsPanel));

/** How the messages are laid out: columns, those of fields among them, and the height of a row. Kept for the topic. */
export function TableOptions({ kept }: { kept: Kept<TableChoice> }) {
  const { t } = useText();
  const changes = changeCount(useKept(kept));
  usePreload(TableOptionsPanel.preload);
  return (
    <Popover
      label={t('messages.table.open')}
      {...(changes === 0 ? {} : { text: t('messages.table.openOn', { count: changes }) })}
      className="max-h-[70dvh] w-[min(340px,94vw)] overflow-y-auto"
    >
      <TableOptionsPanel kept={kept} />
    </Popover>
  );
}
