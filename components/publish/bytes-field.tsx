'use client';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Textarea } from '@/components/ui/textarea';
import { useText } from '@/lib/i18n/text-provider';
import { isBase64, type BytesDraft, type BytesMode } from './publish-draft';

interface BytesFieldProps {
  label: string;
  bytes: BytesDraft;
  onChange: (bytes: BytesDraft) => void;
  placeholder?: string;
  /** A value has lines; a key has one. */
  lines?: number;
  /** Under what is written: whether it is JSON. */
  below?: ReactNode;
}

const modes: readonly BytesMode[] = ['text', 'null', 'empty', 'base64'];

/** Bytes to write, and what they are. What was typed stays when null or empty is chosen, and comes back with text. */
export function BytesField({ label, bytes, onChange, placeholder, lines = 1, below }: BytesFieldProps) {
  const { t } = useText();
  const isWritten = bytes.mode === 'text' || bytes.mode === 'base64';
  const error = bytes.mode === 'base64' && !isBase64(bytes.text) ? t('publish.notBase64') : undefined;
  const mode = (
    <Segmented
      size="small"
      label={t('publish.kindOf', { field: label })}
      value={bytes.mode}
      onChange={(next) => onChange({ ...bytes, mode: next })}
      options={modes.map((value) => ({ value, label: t(`publish.mode.${value}`) }))}
    />
  );
  return (
    <Field label={label} aside={mode} error={error}>
      {(control) => {
        if (!isWritten) {
          return (
            <Input
              {...control}
              mono
              disabled
              value=""
              placeholder={t(`publish.means.${bytes.mode === 'null' ? 'null' : 'empty'}`)}
              readOnly
            />
          );
        }
        const shared = { ...control, mono: true, value: bytes.text, placeholder };
        return lines > 1 ? (
          <>
            <Textarea
              {...shared}
              rows={lines}
              className="bg-sunken!"
              onChange={(event) => onChange({ ...bytes, text: event.target.value })}
            />
            <div className="flex min-h-6 flex-wrap items-center gap-x-3 text-sm">{below}</div>
          </>
        ) : (
          <Input {...shared} onChange={(event) => onChange({ ...bytes, text: event.target.value })} />
        );
      }}
    </Field>
  );
}
