'use client';
import { createContext, Fragment, useContext, useMemo, type ReactNode } from 'react';
import type { Catalogue, TextKey } from './catalogue';
import { createTranslator, type TextArguments, type Translator } from './translate';

export interface Text extends Translator {
  /** A sentence with elements in it: rich('topics.deleted', { topic: <b>orders</b> }). */
  rich: <Key extends TextKey>(key: Key, ...values: TextArguments<Key, ReactNode>) => ReactNode;
}

const TextContext = createContext<Text | undefined>(undefined);

interface TextProviderProps {
  locale: string;
  catalogue: Catalogue;
  children: ReactNode;
}

export function TextProvider({ locale, catalogue, children }: TextProviderProps) {
  const text = useMemo((): Text => {
    const translator = createTranslator(locale, catalogue);
    const numbers = new Intl.NumberFormat(locale);
    return {
      ...translator,
      rich: (key, ...[values]) =>
        translator
          .pieces<ReactNode>(key, values ?? {})
          .map((piece, index) => <Fragment key={index}>{typeof piece === 'number' ? numbers.format(piece) : piece}</Fragment>),
    };
  }, [locale, catalogue]);
  return <TextContext value={text}>{children}</TextContext>;
}

/** The words of the page in the chosen language. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === undefined) throw new Error('useText needs a TextProvider above it');
  return text;
}
