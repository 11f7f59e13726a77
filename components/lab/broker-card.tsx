'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { Button, type ButtonVariant } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { ErrorState } from '@/components/ui/error-state';
import { Tag } from '@/components/ui/tag';
import type { BrokerAction, BrokerSummary } from '@/lib/contracts/cluster';
import { brokerPath } from '@/lib/format/console-paths';
import { followsInSync } from '@/lib/format/follows-in-sync';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { brokerActionMutation } from '@/lib/queries/brokers/broker-mutations';
import { useKeptFocus } from './use-kept-focus';
import { WipeDialog } from './wipe-dialog';

const order: readonly BrokerAction[] = ['start', 'thaw', 'stop', 'kill', 'freeze', 'restart', 'wipe'];

const variants: Record<BrokerAction, ButtonVariant> = {
  start: 'primary',
  thaw: 'primary',
  stop: 'plain',
  kill: 'danger',
  freeze: 'plain',
  restart: 'plain',
  wipe: 'plain',
};

interface BrokerCardProps {
  cluster: string;
  broker: BrokerSummary;
  /** How its process is. */
  state: ReactNode;
}

/** A broker with everything that can be done to it, at one click; only wiping asks. */
export function BrokerCard({ cluster, broker, state }: BrokerCardProps) {
  const { t } = useText();
  const [isWiping, setWiping] = useState(false);
  const act = useMutation(brokerActionMutation(useQueryClient(), cluster));
  const wipe = useMutation(brokerActionMutation(useQueryClient(), cluster));
  const { process } = broker;
  const actions = order.filter((action) => process?.actions.includes(action) === true);
  const isDown = process !== null ? ['killed', 'stopped'].includes(process.state) : !broker.alive;
  const id = String(broker.id);
  const isBusy = act.isPending || wipe.isPending;
  const { ref, onPress } = useKeptFocus(isBusy, actions.join());
  const press = (action: BrokerAction): void => {
    if (action === 'wipe') {
      setWiping(true);
      return;
    }
    onPress();
    act.mutate({ broker: broker.id, action });
  };
  return (
    <Card
      aria-label={t('lab.broker', { id })}
      className={cx(
        'grid grid-cols-[minmax(0,1fr)] content-start gap-2 px-3.5 py-3',
        isDown && 'border-bad/70!',
        process?.state === 'frozen' && 'border-warn/70!',
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">
          <Link href={brokerPath(cluster, broker.id)} className="inline-block min-h-6 leading-6 hover:underline">
            {t('lab.broker', { id })}
          </Link>
        </h2>
        <span className="inline-flex flex-wrap gap-1">
          {broker.isController ? <Tag tone="live">{t('brokers.controller')}</Tag> : null}
          {state}
        </span>
      </div>
      <Figures broker={broker} isDown={isDown} />
      <div ref={ref} className="flex flex-wrap gap-1.5">
        {actions.map((action) => (
          <Button
            key={action}
            variant={variants[action]}
            title={t(`lab.hints.${action}`)}
            aria-label={t('lab.actionOf', { action: t(`lab.actions.${action}`), id })}
            disabled={isBusy}
            onClick={() => press(action)}
          >
            {t(`lab.actions.${action}`)}
          </Button>
        ))}
      </div>
      {act.error === null ? null : <ErrorState error={act.error} />}
      {isWiping ? (
        <WipeDialog
          cluster={cluster}
          broker={broker.id}
          pending={wipe.isPending}
          error={wipe.error}
          onClose={() => setWiping(false)}
          onWipe={() => wipe.mutate({ broker: broker.id, action: 'wipe' }, { onSuccess: () => setWiping(false) })}
        />
      ) : null}
    </Card>
  );
}

function Figures({ broker, isDown }: { broker: BrokerSummary; isDown: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const words = [
    t('lab.figures', {
      leads: format.count(broker.leaderCount),
      follows: format.count(followsInSync(broker)),
    }),
    ...(broker.outOfSyncCount > 0 ? [t('lab.wait', { count: broker.outOfSyncCount })] : []),
    ...(broker.sizeBytes !== null && !isDown ? [format.bytes(broker.sizeBytes)] : []),
  ];
  return <p className="text-muted">{words.join(' · ')}</p>;
}
