'use client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { useText } from '@/lib/i18n/text-provider';
import { electLeadersMutation } from '@/lib/queries/replicas/replica-mutations';

/** Gives leadership back to the first replica of every partition, and says what came of it. */
export function ElectLeaders({ cluster, waiting }: { cluster: string; waiting: number }) {
  const { t } = useText();
  const elect = useMutation(electLeadersMutation(cluster));
  const results = elect.data?.results;
  const failed = results?.filter(({ error }) => error !== null) ?? [];
  const elected = (results?.length ?? 0) - failed.length;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button title={t('lab.elect.hint')} disabled={elect.isPending} onClick={() => elect.mutate()}>
        {t('lab.elect.submit')}
      </Button>
      <span role="status" className="text-sm text-muted">
        {results === undefined
          ? waiting === 0
            ? t('lab.elect.none')
            : t('lab.elect.waiting', { count: waiting })
          : elected === 0 && failed.length === 0
            ? t('lab.elect.nothing')
            : elected > 0
              ? t('lab.elect.done', { count: elected })
              : null}{' '}
        {failed.length > 0 ? t('lab.elect.failed', { count: failed.length }) : null}
      </span>
      {elect.error === null ? null : <ErrorState error={elect.error} />}
    </div>
  );
}
