'use client';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { useText } from '@/lib/i18n/text-provider';
import type { Theme } from '@/lib/preferences/preferences';
import { usePreferences } from '@/lib/preferences/preferences-provider';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeSwitch() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  return (
    <Menu
      label={t('layout.theme.label')}
      items={themes.map((theme) => ({
        kind: 'choice',
        label: t(`layout.theme.${theme}`),
        checked: preferences.theme === theme,
        onSelect: () => change({ theme }),
      }))}
      trigger={
        <Button variant="quiet" size="small" aria-label={t('layout.theme.label')} title={t('layout.theme.label')}>
          <span aria-hidden>◐</span>
        </Button>
      }
    />
  );
}
