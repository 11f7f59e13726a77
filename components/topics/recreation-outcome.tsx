'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import { shellOption } from '@/lib/format/copy-as/quote';
import { useText } from '@/lib/i18n/text-provider';
import type { ApiError } from '@/lib/queries/api-error';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';

/** The topic is gone and was not made again: what it takes to make it is all that is left of it. */
export function NotRecreated({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { t } = useText();
  const { why, command } = error.details;
  return (
    <>
      <ErrorState error={{ code: error.code, message: String(why), requestId: error.requestId }} />
      <CodeBlock copy label={t('topicActions.recreate.lostCommand')} code={String(command)} />
      <Close onClose={onClose} />
    </>
  );
}

interface PastTheEndProps {
  cluster: string;
  topic: string;
  groups: readonly string[];
  onClose: () => void;
}

/** It was made again, but somebody has brought offsets of the old one back. */
export function PastTheEnd({ cluster, topic, groups, onClose }: PastTheEndProps) {
  const { t, rich } = useText();
  const { data } = useQuery(clusterDetailQuery(cluster));
  const servers = shellOption('--bootstrap-server', data?.bootstrapServers.join(',') ?? 'localhost:9092');
  const commands = groups.map((group) =>
    [
      `ottla consumer-groups ${servers}`,
      `--reset-offsets ${shellOption('--group', group)} ${shellOption('--topic', topic)} --to-earliest --execute`,
    ].join(' \\\n  '),
  );
  return (
    <>
      <Notice tone="warn">
        {rich('topicActions.recreate.past', { count: groups.length, groups: <MonoName>{groups.join(', ')}</MonoName> })}
      </Notice>
      <CodeBlock copy label={t('topicActions.command')} code={commands.join('\n')} />
      <Close onClose={onClose} />
    </>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  return (
    <DialogActions>
      <Button variant="primary" onClick={onClose}>
        {t('common.close')}
      </Button>
    </DialogActions>
  );
}
