'use client';
import { Fragment } from 'react';
import { MarkedText } from '@/components/ui/marked-text';
import { useText } from '@/lib/i18n/text-provider';
import type { FieldPart, FieldValue } from './field-value';
import { PayloadPreview, TextPreview } from './payload-preview';

/** What stands in the column of a field; a quiet sign where the record has nothing there, or may have it beyond its preview. */
export function FieldCell({ value: { parts, isPartial }, lines }: { value: FieldValue; lines: number }) {
  const { t } = useText();
  if (parts.length === 0) {
    return (
      <span className="text-faint">
        <span aria-hidden>{isPartial ? '…' : t('common.notKnown')}</span>
        <span className="sr-only">{t(isPartial ? 'messages.table.beyond' : 'messages.table.absent')}</span>
      </span>
    );
  }
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <span className="text-faint">, </span>}
      <Part part={part} lines={lines} />
    </Fragment>
  ));
}

function Part({ part, lines }: { part: FieldPart; lines: number }) {
  switch (part.kind) {
    case 'text':
      return <MarkedText text={part.text} />;
    case 'json':
      return <TextPreview text={part.text} lines={lines} />;
    case 'payload':
      return <PayloadPreview payload={part.payload} decoded={undefined} lines={lines} plain />;
  }
}
