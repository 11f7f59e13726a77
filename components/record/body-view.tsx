'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { DecodedPayload, DecodingQuery } from '@/lib/contracts/decoding';
import type { KafkaRecord, Payload } from '@/lib/contracts/record';
import { checkJson } from '@/lib/format/json-check';
import { jsonValueAt, type JsonChild } from '@/lib/format/json-layout';
import { indentXml } from '@/lib/format/xml-indent';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { rawRecordQuery, rawRecordUrl, type RawPart } from '@/lib/queries/records/record-queries';
import { FormatSelect } from './format-select';
import { HexView } from './hex-view';
import { bodyOf, bodyOfBytes, type Body } from './payload-bytes';
import { SchemaLine } from './schema-line';
import { TextView } from './text-view';
import { TreeView } from './tree-view';

/** Larger bodies wait for a click. */
export const shownBytesMax = 256 * 1024;

type View = 'tree' | 'text' | 'hex';

interface BodyViewProps {
  cluster: string;
  topic: string;
  record: KafkaRecord;
  part: RawPart;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
}

/** The key or the value of a record, whole: as a tree when it is JSON or XML, as text, as bytes. */
export function BodyView({ cluster, topic, record, part, decoding, onDecoding }: BodyViewProps) {
  const { t } = useText();
  const format = useFormat();
  const [isWanted, setWanted] = useState(false);
  const payload = record[part];
  const size = record.sizes[part] ?? 0;
  const isPreview = payload?.truncated === true;
  const raw = useQuery({
    ...rawRecordQuery(cluster, topic, record.partition, record.offset, part),
    enabled: isPreview && isWanted,
  });
  const body = useMemo(
    () => (isPreview ? raw.data && bodyOfBytes(raw.data) : payload && bodyOf(payload)),
    [isPreview, raw.data, payload],
  );

  if (payload === null)
    return <Nothing title={t('record.isNull')} hint={t(part === 'value' ? 'record.nullValueHint' : 'record.nullKeyHint')} />;
  if (size === 0) return <Nothing title={t('record.isEmpty')} hint={t('record.emptyHint')} />;
  if (size > shownBytesMax && !isWanted) {
    return (
      <LargeBody
        payload={payload}
        size={size}
        onShow={() => setWanted(true)}
        downloadUrl={rawRecordUrl(cluster, topic, record.partition, record.offset, part)}
      />
    );
  }
  if (raw.isError) return <ErrorState className="m-4" error={raw.error} onRetry={() => void raw.refetch()} />;
  if (body === undefined || body === null)
    return <SkeletonRows rows={8} label={t('record.loadingBody', { size: format.bytes(size) })} />;
  return (
    <ShownBody
      body={body}
      part={part}
      decoded={record.decoded?.[part]}
      isChosen={decoding[part === 'key' ? 'kd' : 'vd'] !== undefined}
      formatSelect={<FormatSelect cluster={cluster} part={part} decoding={decoding} onDecoding={onDecoding} />}
      downloadUrl={rawRecordUrl(cluster, topic, record.partition, record.offset, part)}
    />
  );
}

interface ShownBodyProps {
  body: Body;
  part: RawPart;
  decoded: DecodedPayload | undefined;
  isChosen: boolean;
  formatSelect: ReactNode;
  downloadUrl: string;
}

function ShownBody({ body, part, decoded, isChosen, formatSelect, downloadUrl }: ShownBodyProps) {
  const { t } = useText();
  const { bytes } = body;
  const text = decoded?.json ?? decoded?.text ?? body.text;
  const root = useMemo(() => (text === null ? undefined : documentOf(text)), [text]);
  const xml = useMemo(() => (text === null || text.length > checkedCharactersMax ? undefined : indentXml(text)), [text]);
  const [chosen, setChosen] = useState<View | null>(null);
  const hasTree = root !== undefined || xml !== undefined;
  const natural: View = hasTree && decoded?.format !== 'utf8' ? 'tree' : text !== null ? 'text' : 'hex';
  const isPossible = chosen === 'hex' || (chosen === 'tree' ? hasTree : text !== null);
  const view = chosen !== null && isPossible ? chosen : natural;
  const label = t(`record.${part}`);
  const looksText = xml !== undefined ? 'record.looksXml' : text !== null ? 'record.looksText' : 'record.looksBinary';
  const looks = root !== undefined ? 'record.looksJson' : looksText;
  const cannot =
    decoded === undefined || decoded.format === 'schema-registry'
      ? t('decoding.unreadSchema')
      : t('decoding.cannot', { format: t(`decoding.formats.${decoded.format}`) });
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <span className="grid min-w-0 text-sm text-muted">
          <span>
            {decoded !== undefined && decoded.problem === undefined
              ? t(isChosen ? 'decoding.chosen' : 'decoding.found', { format: t(`decoding.formats.${decoded.format}`) })
              : t(looks)}
            {decoded?.truncated === true ? ` ${t('decoding.begins')}` : null}
          </span>
          {decoded?.schema === undefined ? null : <SchemaLine schema={decoded.schema} />}
        </span>
        <span className="flex-1" />
        {formatSelect}
        {text === null ? null : <CopyButton text={text} label={t('record.copyPart', { part: label })} />}
        <a className={buttonClass('plain', 'small')} href={downloadUrl} download>
          {t('record.download')}
        </a>
        <Segmented
          size="small"
          label={t('record.viewAs')}
          value={view}
          onChange={setChosen}
          options={[
            { value: 'tree', label: t('record.view.tree'), disabled: !hasTree },
            { value: 'text', label: t('record.view.text'), disabled: text === null },
            { value: 'hex', label: t('record.view.hex') },
          ]}
        />
      </div>
      {decoded?.otherwise === undefined ? null : (
        <Notice tone="info" className="m-3" title={t('decoding.otherwise')}>
          {decoded.otherwise.schema === undefined ? null : <SchemaLine schema={decoded.otherwise.schema} />}{' '}
          <bdi dir="ltr" className="text-muted [overflow-wrap:anywhere]">
            {decoded.otherwise.problem}
          </bdi>
        </Notice>
      )}
      {decoded?.problem === undefined ? null : (
        <Notice tone="warn" className="m-3" title={cannot}>
          <bdi dir="ltr" className="[overflow-wrap:anywhere]">
            {decoded.problem}
          </bdi>
        </Notice>
      )}
      {view === 'tree' && root !== undefined && text !== null ? <TreeView text={text} root={root} label={label} /> : null}
      {view === 'tree' && xml !== undefined ? <TextView text={xml} label={label} /> : null}
      {view === 'text' && text !== null ? <TextView text={text} label={label} /> : null}
      {view === 'hex' ? <HexView bytes={bytes} label={t('record.bytesOf', { part: label })} /> : null}
    </div>
  );
}

/** Beyond this only the brackets are looked at: a full check would be felt. */
const checkedCharactersMax = 4_000_000;

/** The whole text as one JSON object or array, when it is one. */
function documentOf(text: string): JsonChild | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  if (text.length <= checkedCharactersMax && !checkJson(text).ok) return undefined;
  const root = jsonValueAt(text, 0);
  return root !== undefined && text.slice(root.end).trim() === '' ? root : undefined;
}

function Nothing({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="grid gap-1 px-4 py-6">
      <p className="font-medium">{title}</p>
      <p className="text-muted">{hint}</p>
    </div>
  );
}

const previewCharacters = 2000;

function LargeBody({
  payload,
  size,
  onShow,
  downloadUrl,
}: {
  payload: Payload;
  size: number;
  onShow: () => void;
  downloadUrl: string;
}) {
  const { t } = useText();
  const format = useFormat();
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <span className="text-muted">{t('record.large', { size: format.bytes(size) })}</span>
        <span className="flex-1" />
        <Button size="small" onClick={onShow}>
          {t('record.showAll')}
        </Button>
        <a className={buttonClass('plain', 'small')} href={downloadUrl} download>
          {t('record.download')}
        </a>
      </div>
      {'text' in payload ? (
        <TextView text={`${payload.text.slice(0, previewCharacters)} …`} label={t('record.preview')} />
      ) : (
        <HexView bytes={bodyOf({ base64: payload.base64.slice(0, previewCharacters) }).bytes} label={t('record.preview')} />
      )}
    </div>
  );
}
