'use client';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Sparkline } from '@/components/ui/sparkline';
import { Ticking } from '@/components/ui/ticking';
import { useSampledHistory } from '@/components/ui/use-sampled-history';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

interface TileProps {
  name: string;
  figure: string | undefined;
  children: ReactNode;
}

function Tile({ name, figure, children }: TileProps) {
  const { t } = useText();
  return (
    <Card className="grid content-start gap-1.5 px-3.5 py-3">
      <h2 className="text-muted">{name}</h2>
      <p className="font-mono text-[clamp(17px,2.2vw,25px)] leading-tight font-medium tracking-tight">
        {figure === undefined ? (
          <span title={t('overview.tiles.waiting')}>{t('common.notKnown')}</span>
        ) : (
          <Ticking text={figure} />
        )}
      </p>
      {children}
    </Card>
  );
}

/** What flows and what is kept. A rate that this cluster cannot tell has no tile. */
export function RateTiles({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const format = useFormat();
  const { messagesPerSecond, bytesInPerSecond, bytesOutPerSecond } = detail.rates;
  const out = useSampledHistory(detail.sampledAtMs, { bytesOut: bytesOutPerSecond }, 300)['bytesOut'] ?? [];
  const plot = (name: string, values: readonly (number | null)[]) => (
    <Sparkline fluid height={38} width={230} values={values} label={t('overview.tiles.plot', { what: name })} />
  );
  const written = <Value extends number>(value: Value | null, write: (value: Value) => string) =>
    value === null ? undefined : write(value);
  const hasOut = bytesOutPerSecond !== null || detail.brokers.some(({ process }) => process !== null);
  const { messages, sizeBytes } = detail.totals;
  return (
    <div className="grid grid-cols-2 gap-3.5 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">
      <Tile name={t('overview.tiles.messagesIn')} figure={written(messagesPerSecond, format.rate)}>
        {plot(
          t('overview.tiles.messagesIn'),
          detail.history.map((point) => point.messagesPerSecond),
        )}
      </Tile>
      <Tile name={t('overview.tiles.bytesIn')} figure={written(bytesInPerSecond, format.bytesPerSecond)}>
        {plot(
          t('overview.tiles.bytesIn'),
          detail.history.map((point) => point.bytesInPerSecond),
        )}
      </Tile>
      {hasOut ? (
        <Tile name={t('overview.tiles.bytesOut')} figure={written(bytesOutPerSecond, format.bytesPerSecond)}>
          {plot(t('overview.tiles.bytesOut'), out)}
        </Tile>
      ) : null}
      <Tile name={t('overview.tiles.stored')} figure={written(sizeBytes, format.bytes)}>
        <p className="text-sm text-muted">
          {messages === null ? null : (
            <span className="block">{t('overview.tiles.storedMessages', { count: Number(messages) })}</span>
          )}
          {t('overview.tiles.storedHint')}
        </p>
      </Tile>
    </div>
  );
}
