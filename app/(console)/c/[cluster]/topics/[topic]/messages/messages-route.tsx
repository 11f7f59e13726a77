'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { Suspense, useState, type ReactNode } from 'react';
import { decodingOf, selectionOf, type MessagesSearch } from '@/components/messages/messages-search';
import { MessagesView, preloadBrowse } from '@/components/messages/messages-view';
import { TransferButton } from '@/components/transfer/transfer-button';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { late } from '@/components/ui/late';
import { Sheet } from '@/components/ui/sheet';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useAct } from '@/components/ui/use-act';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { usePreload } from '@/components/ui/use-preload';
import { comparePath } from '@/lib/format/console-paths';
import { placeKey, type RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { formatMessagesSearch, parseMessagesSearch } from './search-params';
import { useFreshRecords } from './use-fresh-records';

const PublishPanel = late(() => import('@/components/publish/publish-panel').then((module) => module.PublishPanel));
const RecordInspector = late(() => import('@/components/record/record-inspector').then((module) => module.RecordInspector));
const TransferDialog = late(() => import('@/components/transfer/transfer-dialog').then((module) => module.TransferDialog));

interface MessagesRouteProps {
  cluster: string;
  topic: string;
}

/** Messages with their state in the address; beside them the form to publish, or the record that was picked. */
export function MessagesRoute({ cluster, topic }: MessagesRouteProps) {
  const { t } = useText();
  const search = parseMessagesSearch(new URLSearchParams(useSearchParams()));
  const { open, compare } = search;
  const router = useRouter();
  const detail = useQuery(topicDetailQuery(cluster, topic));
  const hasSide = useMediaQuery('(width >= 64rem)');
  const [isPublishWanted, setPublishWanted] = useState<boolean | null>(null);
  const [fresh, light] = useFreshRecords();
  const [act, ask] = useAct();
  const canWrite = useCanWrite(cluster);
  usePreload(preloadBrowse, search.from.kind === 'live' ? 'when idle' : 'at once');
  usePreload(PublishPanel.preload, hasSide ? 'at once' : 'when idle');
  usePreload(RecordInspector.preload);
  const isPublishing = canWrite && (isPublishWanted ?? hasSide);
  const partitionCount = detail.data?.partitions.length ?? 0;

  const addressOf = (change: Partial<MessagesSearch>) =>
    `${window.location.pathname}${formatMessagesSearch({ ...search, ...change })}`;
  const onSearch = (change: Partial<MessagesSearch>, history: 'push' | 'replace') => {
    if (history === 'push') window.history.pushState(null, '', addressOf(change));
    else window.history.replaceState(null, '', addressOf(change));
  };
  const close = () => onSearch({ open: null }, 'replace');

  const pick = ({ partition, offset }: RecordPlace) => {
    const place = { partition, offset };
    if (compare === null) onSearch({ open: place }, open === null ? 'push' : 'replace');
    else if (placeKey(place) !== placeKey(compare))
      router.push(comparePath(cluster, topic, { a: compare, b: place, decoding: decodingOf(search) }));
  };

  if (detail.data === undefined) return detail.error === null ? <SkeletonRows rows={12} label={t('messages.loading')} /> : null;
  const heading = hasSide ? <h2 className="font-semibold">{t('messages.publish')}</h2> : null;
  const panel = (
    <Suspense fallback={<PanelToCome heading={heading} />}>
      <PublishPanel cluster={cluster} topic={topic} partitionCount={partitionCount} heading={heading} onPublished={light} />
    </Suspense>
  );
  const inspector =
    open === null ? null : (
      <Suspense fallback={<div aria-busy className="min-h-[60dvh]" />}>
        <RecordInspector
          cluster={cluster}
          topic={topic}
          partition={open.partition}
          offset={open.offset}
          decoding={decodingOf(search)}
          onDecoding={({ kd, vd }) => onSearch({ keyFormat: kd ?? null, valueFormat: vd ?? null }, 'replace')}
          hrefOf={(offset) => formatMessagesSearch({ ...search, open: { partition: open.partition, offset } })}
          compareHref={formatMessagesSearch({ ...search, open: null, compare: open })}
          onClose={close}
        />
      </Suspense>
    );
  const publishButton = canWrite ? (
    <Button aria-expanded={isPublishing} onClick={() => setPublishWanted(!isPublishing)}>
      {t(isPublishing && hasSide ? 'messages.hidePublish' : 'messages.publish')}
    </Button>
  ) : null;
  const side = inspector ?? (isPublishing ? <div className="p-4">{panel}</div> : null);
  return (
    <>
      <MessagesView
        cluster={cluster}
        topic={topic}
        partitionCount={partitionCount}
        search={search}
        onSearch={onSearch}
        fresh={fresh}
        onOpen={pick}
        actions={
          <>
            <TransferButton cluster={cluster} onAction={ask} />
            {publishButton}
          </>
        }
        emptyActions={isPublishing ? null : publishButton}
        side={hasSide && side !== null ? <Card className={sideClass}>{side}</Card> : null}
      />
      {act !== null ? (
        <Suspense>
          <TransferDialog
            cluster={cluster}
            topic={topic}
            partitionCount={partitionCount}
            act={act}
            source={selectionOf(search, partitionCount)}
            onClose={() => ask(undefined)}
          />
        </Suspense>
      ) : null}
      {hasSide ? null : (
        <>
          <Sheet
            side="bottom"
            open={isPublishing && inspector === null}
            onOpenChange={setPublishWanted}
            title={t('messages.publish')}
          >
            {panel}
          </Sheet>
          <Sheet side="bottom" open={inspector !== null} onOpenChange={close} title={t('record.title')} className="px-0">
            {inspector}
          </Sheet>
        </>
      )}
    </>
  );
}

/** Where the form to publish will be, about as high. */
function PanelToCome({ heading }: { heading: ReactNode }) {
  return (
    <div aria-busy className="min-h-[480px]">
      {heading}
    </div>
  );
}

const sideClass = 'sticky inset-bs-4 max-h-[calc(100dvh-32px)] overflow-x-hidden overflow-y-auto shadow-float';
