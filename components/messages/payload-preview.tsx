'use client';
import { cx } from '@/components/ui/cx';
import { MarkedText } from '@/components/ui/marked-text';
import { Tag } from '@/components/ui/tag';
import { isInternalFormat, type DecodedPayload } from '@/lib/contracts/decoding';
import type { Payload } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { previewSegments } from './json-preview';

/** More than any screen shows of one line. */
const charactersMax = 420;
const binaryBytesMax = 48;

const tones = { faint: 'text-faint', ink: 'text-ink', plain: 'text-muted' } as const;

interface PayloadPreviewProps {
  payload: Payload | null;
  decoded: DecodedPayload | undefined;
  /** Lines there is room for. */
  lines?: number;
  plain?: boolean;
}

/** A key or value in a line or a few: null, empty and binary are told apart from text that says the same. */
export function PayloadPreview({ payload, decoded, lines = 1, plain = false }: PayloadPreviewProps) {
  const { t } = useText();
  if (payload === null) return <Tag>{t('messages.null')}</Tag>;
  const text = decoded?.json ?? decoded?.text;
  const format = decoded === undefined ? '' : t(`decoding.formats.${decoded.format}`);
  return (
    <>
      {decoded?.problem === undefined ? null : (
        <Tag tone="warn" title={decoded.problem} className="me-1">
          {decoded.format === 'schema-registry' && decoded.schema?.id !== undefined
            ? t('decoding.notRead', { id: decoded.schema.id })
            : t('decoding.not', { format })}
        </Tag>
      )}
      {/* All of an internal topic is read in the same way: naming it in each row would only take room. */}
      {text === undefined || decoded === undefined || isInternalFormat(decoded.format) ? null : (
        <Tag className="me-1">{format}</Tag>
      )}
      {text === undefined ? (
        <RawPreview payload={payload} lines={lines} plain={plain} />
      ) : (
        <TextPreview text={text} lines={lines} plain={plain} />
      )}
    </>
  );
}

function RawPreview({ payload, lines, plain }: { payload: Payload; lines: number; plain: boolean }) {
  const { t } = useText();
  if ('base64' in payload) {
    return (
      <span dir="ltr">
        <Tag>{t('messages.binary')}</Tag> <span className="text-muted">{hexOf(payload.base64, binaryBytesMax * lines)}</span>
      </span>
    );
  }
  return payload.text === '' ? <Tag>{t('messages.empty')}</Tag> : <TextPreview text={payload.text} lines={lines} plain={plain} />;
}

export function TextPreview({ text, lines, plain = false }: { text: string; lines: number; plain?: boolean }) {
  if (plain) return <MarkedText text={text.slice(0, charactersMax * lines)} />;
  return (
    <bdi dir="ltr">
      {previewSegments(text, charactersMax * lines).map((segment, index) => (
        <MarkedText key={index} text={segment.text} className={cx(tones[segment.tone])} />
      ))}
    </bdi>
  );
}

function hexOf(base64: string, bytesMax: number): string {
  const bytes = atob(base64.slice(0, Math.ceil(bytesMax / 3) * 4));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
}
