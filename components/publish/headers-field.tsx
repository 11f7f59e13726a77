'use client';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import type { BytesMode, HeaderDraft } from './publish-draft';

interface HeadersFieldProps {
  headers: readonly HeaderDraft[];
  onChange: (headers: HeaderDraft[]) => void;
}

const modes: readonly BytesMode[] = ['text', 'null', 'empty', 'base64'];

/** Headers as rows, written in this order; the same name may come twice. */
export function HeadersField({ headers, onChange }: HeadersFieldProps) {
  const { t } = useText();
  const replace = (id: number, change: Partial<HeaderDraft>) =>
    onChange(headers.map((header) => (header.id === id ? { ...header, ...change } : header)));
  const add = () => {
    const id = headers.reduce((highest, header) => Math.max(highest, header.id), -1) + 1;
    onChange([...headers, { id, key: '', value: { mode: 'text', text: '' } }]);
  };
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <div className="flex items-center justify-between text-sm text-muted">
        <legend className="contents">{t('publish.headers')}</legend>
        <Button size="small" variant="quiet" onClick={add}>
          {t('publish.addHeader')}
        </Button>
      </div>
      {headers.map((header, index) => {
        const number = index + 1;
        const isWritten = header.value.mode === 'text' || header.value.mode === 'base64';
        return (
          <div key={header.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_auto_auto] gap-1.5">
            <Input
              mono
              aria-label={t('publish.headerName', { number })}
              placeholder={t('publish.name')}
              value={header.key}
              onChange={(event) => replace(header.id, { key: event.target.value })}
            />
            <Input
              mono
              aria-label={t('publish.headerValue', { number })}
              placeholder={isWritten ? t('publish.value') : t(`publish.mode.${header.value.mode}`)}
              disabled={!isWritten}
              value={isWritten ? header.value.text : ''}
              onChange={(event) => replace(header.id, { value: { ...header.value, text: event.target.value } })}
            />
            <Select
              aria-label={t('publish.headerKind', { number })}
              value={header.value.mode}
              onChange={(mode) => replace(header.id, { value: { ...header.value, mode } })}
              options={modes.map((value) => ({ value, label: t(`publish.mode.${value}`) }))}
            />
            <Button
              variant="quiet"
              className="px-2"
              aria-label={t('publish.removeHeader', { number })}
              onClick={() => onChange(headers.filter((other) => other.id !== header.id))}
            >
              <span aria-hidden>✕</span>
            </Button>
          </div>
        );
      })}
    </fieldset>
  );
}
