'use client';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { preferenceCookies, savePreference, type Preferences } from './preferences';

interface PreferencesValue {
  readonly preferences: Preferences;
  change: (change: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesValue | undefined>(undefined);

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const value = useMemo(
    (): PreferencesValue => ({
      preferences,
      change: (change) => {
        const next = { ...preferences, ...change };
        setPreferences(next);
        document.documentElement.dataset['theme'] = next.theme;
        savePreference(preferenceCookies.theme, next.theme);
        savePreference(preferenceCookies.times, next.times);
        savePreference(preferenceCookies.timeZone, next.timeZone);
      },
    }),
    [preferences],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesValue {
  const value = useContext(PreferencesContext);
  if (value === undefined) throw new Error('usePreferences needs a PreferencesProvider above it');
  return value;
}
