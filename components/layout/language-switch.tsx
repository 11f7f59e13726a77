'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { localeCookie, localeFrom, localeNames, locales } from '@/lib/i18n/locales';
import { useText } from '@/lib/i18n/text-provider';
import { savePreference } from '@/lib/preferences/preferences';

export function LanguageSwitch() {
  const { t, locale } = useText();
  const router = useRouter();
  const choose = (name: string) => {
    savePreference(localeCookie, name);
    router.refresh();
  };
  return (
    <Menu
      label={t('layout.language')}
      items={localeNames.map((name) => ({
        kind: 'choice',
        label: <bdi lang={name}>{locales[name].name}</bdi>,
        checked: name === locale,
        onSelect: () => choose(name),
      }))}
      trigger={
        <Button variant="quiet" size="small" aria-label={`${t('layout.language')}: ${locales[localeFrom(locale)].name}`}>
          {locales[localeFrom(locale)].short}
        </Button>
      }
    />
  );
}
