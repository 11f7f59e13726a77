'use client';
import { Button } from '@/components/ui/button';
import { checkJson } from '@/lib/format/json-check';
import { layoutJson } from '@/lib/format/json-layout';
import { useText } from '@/lib/i18n/text-provider';
import { fill } from '@/lib/placeholders/fill';

/** More than this is not checked at every key press. */
const checkedCharactersMax = 2_000_000;

interface JsonHintProps {
  text: string;
  /** Placeholders count as what they are filled with. */
  fills: boolean;
  onFormat: (text: string) => void;
}

/** Whether a value that looks like JSON is JSON, and a button that lays it out. Digits stay as they were typed. */
export function JsonHint({ text, fills, onFormat }: JsonHintProps) {
  const { t } = useText();
  if (!/^\s*[[{]/.test(text) || text.length > checkedCharactersMax) return null;
  const sample = fills ? fill(text, { count: 0, nowMs: 0, random: () => 0 }) : text;
  const check = checkJson(sample);
  if (!check.ok) {
    const place = { line: check.line, column: check.column };
    const problem =
      check.problem === 'unexpected'
        ? t('publish.json.unexpected', { ...place, found: check.found })
        : t(`publish.json.${check.problem}`, place);
    return <span className="text-warn">{problem}</span>;
  }
  return (
    <>
      <span className="text-live">{t('publish.json.valid')}</span>
      {sample === text || checkJson(text).ok ? (
        <Button size="small" variant="quiet" onClick={() => onFormat(layoutJson(text))}>
          {t('publish.json.format')}
        </Button>
      ) : null}
    </>
  );
}
