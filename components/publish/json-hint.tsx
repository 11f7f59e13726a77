'use client';
import { Button } from '@/components/ui/button';
import { checkJson } from '@/lib/format/json-check';
import { layoutJson } from '@/lib/format/json-layout';
import { useText } from '@/lib/i18n/text-provider';

/** More than this is not checked at every key press. */
const checkedCharactersMax = 2_000_000;

/** Whether a value that looks like JSON is JSON, and a button that lays it out. Digits stay as they were typed. */
export function JsonHint({ text, onFormat }: { text: string; onFormat: (text: string) => void }) {
  const { t } = useText();
  if (!/^\s*[[{]/.test(text) || text.length > checkedCharactersMax) return null;
  const check = checkJson(text);
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
      <Button size="small" variant="quiet" onClick={() => onFormat(layoutJson(text))}>
        {t('publish.json.format')}
      </Button>
    </>
  );
}
