'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { createContext, Suspense, useContext, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { late } from '@/components/ui/late';
import { Notice } from '@/components/ui/notice';
import type { PartitionReplicas } from '@/lib/contracts/replicas';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitText } from '@/lib/queries/clusters/use-limit-text';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { preferLeaderMutation, reassignMutation, type PartitionPlace } from '@/lib/queries/replicas/replica-mutations';

const ReassignDialog = late(() => import('./reassign-dialog').then((module) => module.ReassignDialog));

/** What a map may do to a partition. */
export interface ReplicaActions {
  readonly cluster: string;
  readonly brokers: readonly { readonly id: number; readonly alive: boolean }[];
  readonly canElect: boolean;
  readonly canMove: boolean;
  /** Why the cluster does not let it. */
  readonly limits: readonly string[];
  prefer(place: PartitionPlace, broker: number): void;
  /** Asks which replicas it shall have, beginning with these. */
  choose(place: PartitionPlace, partition: PartitionReplicas, replicas: readonly number[]): void;
  cancelMove(place: PartitionPlace): void;
}

const ActionsContext = createContext<ReplicaActions | undefined>(undefined);

export function useReplicaActions(): ReplicaActions {
  const actions = useContext(ActionsContext);
  if (actions === undefined) throw new Error('a replica map needs ReplicaActionsProvider above it');
  return actions;
}

interface Chosen {
  readonly place: PartitionPlace;
  readonly partition: PartitionReplicas;
  readonly replicas: readonly number[];
}

/** Does what the signs' menus ask for, says what came of it, and asks before data is moved. */
export function ReplicaActionsProvider({ cluster, children }: { cluster: string; children: ReactNode }) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const { data } = useQuery(clusterDetailQuery(cluster));
  const limitText = useLimitText(cluster);
  const [chosen, setChosen] = useState<Chosen | undefined>();
  const [done, setDone] = useState<string | undefined>();
  const prefer = useMutation(preferLeaderMutation(cluster));
  const reassign = useMutation(reassignMutation(cluster));
  const forget = () => {
    setDone(undefined);
    prefer.reset();
    reassign.reset();
  };
  const [elects, moves] = [limitText('ElectLeaders'), limitText('AlterPartitionReassignments')];
  const actions: ReplicaActions = {
    cluster,
    brokers: data?.brokers ?? [],
    canElect: canWrite && data !== undefined && elects === undefined && moves === undefined,
    canMove: canWrite && data !== undefined && moves === undefined,
    limits: canWrite ? [elects, moves].filter((text) => text !== undefined) : [],
    prefer: (place, broker) => {
      forget();
      const words = t('partitions.done.prefer', { partition: place.partition, broker });
      prefer.mutate({ ...place, broker }, { onSuccess: () => setDone(words) });
    },
    choose: (place, partition, replicas) => {
      forget();
      setChosen({ place, partition, replicas });
    },
    cancelMove: (place) => {
      forget();
      const words = t('partitions.done.cancel', { partition: place.partition });
      reassign.mutate({ ...place, replicas: null }, { onSuccess: () => setDone(words) });
    },
  };
  const error = prefer.error ?? (chosen === undefined ? reassign.error : null);
  return (
    <ActionsContext value={actions}>
      {error === null ? null : (
        <ErrorState
          error={error}
          actions={
            <Button size="small" onClick={forget}>
              {t('common.close')}
            </Button>
          }
        />
      )}
      <div aria-live="polite" className="contents">
        {done === undefined ? null : (
          <Notice
            tone="good"
            actions={
              <Button size="small" variant="quiet" onClick={forget}>
                {t('common.close')}
              </Button>
            }
          >
            {done}
          </Notice>
        )}
      </div>
      {children}
      {chosen === undefined ? null : (
        <Suspense>
          <ReassignDialog
            {...chosen}
            brokers={actions.brokers}
            pending={reassign.isPending}
            error={reassign.error}
            onClose={() => setChosen(undefined)}
            onSubmit={(replicas) => {
              const words = t('partitions.done.move', { partition: chosen.place.partition, brokers: replicas.join(', ') });
              const onSuccess = () => {
                setChosen(undefined);
                setDone(words);
              };
              reassign.mutate({ ...chosen.place, replicas }, { onSuccess });
            }}
          />
        </Suspense>
      )}
    </ActionsContext>
  );
}
