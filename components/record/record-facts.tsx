'use client';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { PartitionChip } from '@/components/ui/partition-chip';
import { MarkedText } from '@/components/ui/marked-text';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import type { KafkaRecord, Payload, SingleRecord } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

/** Everything about a record but its body. */
export function RecordFacts({ single }: { single: SingleRecord }) {
  const { t } = useText();
  const format = useFormat();
  const { record, matchesMurmur2 } = single;
  const { batch, sizes } = record;
  const sizeOf = (size: number | null) => (size === null ? t('record.null') : format.bytes(size));
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 py-3.5">
      <Fact label={t('record.time')}>
        <RecordTime record={record} />
      </Fact>
      <Fact label={t('record.key')}>
        <ShortPayload payload={record.key} />
      </Fact>
      <Fact label={t('record.partition')}>
        <PartitionChip partition={record.partition} />{' '}
        {matchesMurmur2 === null ? null : (
          <span className="text-faint">{t(matchesMurmur2 ? 'record.murmurMatches' : 'record.murmurDiffers')}</span>
        )}
      </Fact>
      <Fact label={t('record.offset')}>
        <span className="font-mono">{format.count(record.offset)}</span>
      </Fact>
      <Fact label={t('record.sizes')}>
        {t('record.sizesLine', {
          key: sizeOf(sizes.key),
          value: sizeOf(sizes.value),
          headers: format.bytes(sizes.headers),
          record: format.bytes(sizes.record),
        })}
      </Fact>
      <Fact label={t('record.batch')}>
        {t('record.batchLine', {
          codec: batch.codec,
          base: format.count(batch.baseOffset),
          records: t('record.records', { count: batch.recordCount }),
          size: format.bytes(batch.sizeBytes),
        })}
      </Fact>
      <Fact label={t('record.crc')}>
        <span className="font-mono">{`0x${batch.crc.toString(16).padStart(8, '0')}`}</span>
      </Fact>
      <Fact label={t('record.producer')}>
        {batch.producerId === '-1' ? (
          <span className="text-faint">{t('record.noProducerId')}</span>
        ) : (
          t('record.producerLine', {
            id: format.count(batch.producerId),
            epoch: batch.producerEpoch,
            sequence: batch.baseSequence,
          })
        )}
      </Fact>
      {batch.isTransactional || batch.isControl ? (
        <Fact label={t('record.kind')}>{t(batch.isControl ? 'record.control' : 'record.transactional')}</Fact>
      ) : null}
      <Fact label={t('record.leaderEpoch')}>{format.count(batch.leaderEpoch)}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function RecordTime({ record }: { record: KafkaRecord }) {
  const { t } = useText();
  const atMs = Number(record.timestamp);
  if (atMs < 0) return <span className="text-faint">{t('record.noTime')}</span>;
  return (
    <>
      <Time atMs={atMs} style="full" />{' '}
      <span className="text-faint">
        {t(record.timestampType === 'CreateTime' ? 'record.createTime' : 'record.logAppendTime')}
      </span>
    </>
  );
}

const shortCharactersMax = 400;

/** A key or header value in a few lines. */
function ShortPayload({ payload }: { payload: Payload | null }) {
  const { t } = useText();
  if (payload === null) return <Tag>{t('record.null')}</Tag>;
  if ('base64' in payload) {
    return (
      <span className="font-mono break-all" dir="ltr">
        <Tag>{t('record.base64')}</Tag> {payload.base64.slice(0, shortCharactersMax)}
      </span>
    );
  }
  if (payload.text === '') return <Tag>{t('record.empty')}</Tag>;
  const isCut = payload.text.length > shortCharactersMax || payload.truncated === true;
  return (
    <span className="font-mono break-all whitespace-pre-wrap">
      <MarkedText text={payload.text.slice(0, shortCharactersMax)} />
      {isCut ? ' …' : ''}
    </span>
  );
}

/** Headers in their order, duplicates included. */
export function RecordHeaders({ record }: { record: KafkaRecord }) {
  const { t } = useText();
  return (
    <section aria-label={t('record.headers')} className="border-t border-line">
      <div className="flex items-center justify-between px-4 pt-2.5">
        <h2 className="font-semibold">{t('record.headers')}</h2>
        {record.headers.length === 0 ? null : (
          <CopyButton text={() => JSON.stringify(record.headers)} label={t('record.copyHeaders')} />
        )}
      </div>
      {record.headers.length === 0 ? (
        <p className="px-4 pt-1 pb-3 text-faint">{t('record.noHeaders')}</p>
      ) : (
        <dl className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 pt-1.5 pb-3.5">
          {record.headers.map((header, index) => (
            <div key={index} className="contents">
              <dt className="font-mono break-all text-muted">
                {header.keyBase64 !== undefined ? (
                  <ShortPayload payload={{ base64: header.keyBase64 }} />
                ) : header.key === '' ? (
                  <Tag>{t('record.empty')}</Tag>
                ) : (
                  <MarkedText text={header.key} />
                )}
              </dt>
              <dd className="min-w-0">
                <ShortPayload payload={header.value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {record.headersOmitted === undefined ? null : (
        <p className="px-4 pb-3 text-sm text-faint">{t('record.headersOmitted', { count: record.headersOmitted })}</p>
      )}
    </section>
  );
}
