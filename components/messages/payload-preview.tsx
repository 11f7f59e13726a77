'use client';
import { cx } from '@/components/ui/cx';
import { MarkedText } from '@/components/ui/marked-text';
import { Tag } from '@/components/ui/tag';
import type { Payload } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { previewSegments } from './json-preview';

/** More than any screen shows of one line. */
const charactersMax = 420;
const binaryBytesMax = 48;

const tones = { faint: 'text-faint', ink: 'text-ink', plain: 'text-muted' } as const;

/** A key or value in one line: null, empty and binary are told apart from text that says the same. */
export function PayloadPreview({ payload, plain = false }: { payload: Payload | null; plain?: boolean }) {
  const { t } = useText();
  if (payload === null) return <Tag>{t('messages.null')}</Tag>;
  if ('base64' in payload) {
    return (
      <span dir="ltr">
        <Tag>{t('messages.binary')}</Tag> <span className="text-muted">{hexOf(payload.base64)}</span>
      </span>
    );
  }
  if (payload.text === '') return <Tag>{t('messages.empty')}</Tag>;
  if (plain) return <MarkedText text={payload.text.slice(0, charactersMax)} />;
  return (
    <bdi dir="ltr">
      {previewSegments(payload.text, charactersMax).map((segment, index) => (
        <MarkedText key={index} text={segment.text} className={cx(tones[segment.tone])} />
      ))}
    </bdi>
  );
}

function hexOf(base64: string): string {
  const bytes = atob(base64.slice(0, Math.ceil(binaryBytesMax / 3) * 4));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
}
