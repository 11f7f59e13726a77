'use client';
import { useRouter } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { useNow } from '@/components/ui/now';
import { PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { localeCookie, localeFrom, localeNames, locales } from '@/lib/i18n/locales';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { savePreference } from '@/lib/preferences/preferences';
import { usePreferences } from '@/lib/preferences/preferences-provider';

const never = () => () => undefined;

/** The zone of the browser is not known while the server draws. */
function useBrowserZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => '…',
  );
}

function zonesOf(chosen: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return chosen === 'browser' || chosen === 'UTC' || known.includes(chosen) ? known : [chosen, ...known];
}

/** What is kept in this browser: how the console looks and how it writes times. */
export function SettingsForm() {
  const { t } = useText();
  return (
    <>
      <PageHead title={t('settings.title')} facts={t('settings.intro')} />
      <Card className="grid max-w-[560px] gap-5 p-5">
        <ThemeChoice />
        <LanguageChoice />
        <TimesChoice />
        <ZoneChoice />
      </Card>
    </>
  );
}

function ThemeChoice() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  return (
    <div className="grid justify-items-start gap-1">
      <span className="text-sm text-muted">{t('settings.theme')}</span>
      <Segmented
        label={t('settings.theme')}
        value={preferences.theme}
        onChange={(theme) => change({ theme })}
        options={[
          { value: 'system', label: t('layout.theme.system') },
          { value: 'light', label: t('layout.theme.light') },
          { value: 'dark', label: t('layout.theme.dark') },
        ]}
      />
      <p className="text-sm text-faint">{t('settings.themeHint')}</p>
    </div>
  );
}

function LanguageChoice() {
  const { t, locale } = useText();
  const router = useRouter();
  return (
    <Field label={t('settings.language')} hint={t('settings.languageHint')}>
      {(control) => (
        <Select
          {...control}
          value={localeFrom(locale)}
          onChange={(name) => {
            savePreference(localeCookie, name);
            router.refresh();
          }}
          options={localeNames.map((name) => ({ value: name, label: locales[name].name }))}
        />
      )}
    </Field>
  );
}

function TimesChoice() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  return (
    <div className="grid justify-items-start gap-1">
      <span className="text-sm text-muted">{t('settings.times')}</span>
      <Segmented
        label={t('settings.times')}
        value={preferences.times}
        onChange={(times) => change({ times })}
        options={[
          { value: 'relative', label: t('settings.relative') },
          { value: 'absolute', label: t('settings.absolute') },
        ]}
      />
      <p className="text-sm text-faint">{t('settings.timesHint')}</p>
    </div>
  );
}

function ZoneChoice() {
  const { t } = useText();
  const format = useFormat();
  const { preferences, change } = usePreferences();
  const browserZone = useBrowserZone();
  const now = useNow();
  return (
    <Field
      label={t('settings.timeZone')}
      hint={<span suppressHydrationWarning>{t('settings.timeZoneHint', { now: format.dateTime(now).slice(0, 19) })}</span>}
    >
      {(control) => (
        <Select
          {...control}
          value={preferences.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          options={[
            { value: 'browser', label: t('settings.timeZoneBrowser', { zone: browserZone }) },
            { value: 'UTC', label: 'UTC' },
            ...zonesOf(preferences.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
          ]}
        />
      )}
    </Field>
  );
}
