'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { Button, type ButtonVariant } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { ErrorState } from '@/components/ui/error-state';
import { useNow } from '@/components/ui/now';
import { Tag, type Tone } from '@/components/ui/tag';
import type { BrokerAction, BrokerSummary } from '@/lib/contracts/cluster';
import { brokerPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { brokerActionMutation } from '@/lib/queries/brokers/broker-mutations';
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

/** A broker with everything that can be done to it, at one click; only wiping asks. */
export function BrokerCard({ cluster, broker }: { cluster: string; broker: BrokerSummary }) {
  const { t } = useText();
  const [isWiping, setWiping] = useState(false);
  const act = useMutation(brokerActionMutation(useQueryClient(), cluster));
  const wipe = useMutation(brokerActionMutation(useQueryClient(), cluster));
  const { process } = broker;
  const actions = order.filter((action) => process?.actions.includes(action) === true);
  const isDown = process !== null ? ['killed', 'stopped'].includes(process.state) : !broker.alive;
  const id = String(broker.id);
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
        <State broker={broker} />
      </div>
      <Figures broker={broker} isDown={isDown} />
      <div className="flex flex-wrap gap-1.5">
        {actions.map((action) => (
          <Button
            key={action}
            variant={variants[action]}
            title={t(`lab.hints.${action}`)}
            aria-label={t('lab.actionOf', { action: t(`lab.actions.${action}`), id })}
            disabled={act.isPending || wipe.isPending}
            onClick={() => (action === 'wipe' ? setWiping(true) : act.mutate({ broker: broker.id, action }))}
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

function State({ broker: { process, alive, isController } }: { broker: BrokerSummary }) {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  if (process === null) return <Tag tone={alive ? 'live' : 'bad'}>{t(alive ? 'brokers.alive' : 'brokers.dead')}</Tag>;
  const { state, sinceMs, startedAtMs } = process;
  const duration = format.duration(Math.max(0, now - (state === 'running' ? (startedAtMs ?? sinceMs) : sinceMs)));
  const tag = (tone: Tone, words: string) => <Tag tone={tone}>{words}</Tag>;
  switch (state) {
    case 'running':
      if (!alive) return tag('warn', t('lab.state.outside'));
      return (
        <span className="inline-flex gap-1">
          {isController ? tag('live', t('lab.state.controller')) : null}
          {tag('live', t('lab.state.up', { duration }))}
        </span>
      );
    case 'killed':
    case 'stopped':
      return tag('bad', t(`lab.state.${state}`, { duration }));
    case 'frozen':
      return tag('warn', t('lab.state.frozen', { duration }));
    case 'starting':
    case 'restarting':
    case 'stopping':
      return tag('warn', t(`lab.state.${state}`));
  }
}

function Figures({ broker, isDown }: { broker: BrokerSummary; isDown: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const words = [
    t('lab.figures', {
      leads: format.count(broker.leaderCount),
      follows: format.count(Math.max(0, broker.replicaCount - broker.leaderCount - broker.outOfSyncCount)),
    }),
    ...(broker.outOfSyncCount > 0 ? [t('lab.wait', { count: broker.outOfSyncCount })] : []),
    ...(broker.sizeBytes !== null && !isDown ? [format.bytes(broker.sizeBytes)] : []),
  ];
  return <p className="text-muted">{words.join(' · ')}</p>;
}
