'use client';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { useText } from '@/lib/i18n/text-provider';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import { clients, snippet, type Client } from './snippets';

interface ConnectClientProps {
  cluster: string;
  bootstrapServers: readonly string[];
  topic?: string;
}

/** The address and a program that writes: all one needs to begin. */
export function ConnectClient({ cluster, bootstrapServers, topic = 'quickstart' }: ConnectClientProps) {
  const { t } = useText();
  const [client, setClient] = useState<Client>('kafkajs');
  const security = useClusterSummary(cluster)?.security ?? 'plaintext';
  const address = bootstrapServers.join(',');
  const name = clients.find((entry) => entry.client === client)?.name ?? client;
  return (
    <Card className="grid gap-2.5 px-4 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-[14px] font-semibold">{t('overview.connect.title')}</h2>
        <span className="flex min-w-0 items-center gap-2">
          <span dir="ltr" title={t('overview.connect.address')} className="font-mono text-sm break-all">
            {address}
          </span>
          <CopyButton text={address} label={t('overview.connect.copyAddress')} size="medium" />
        </span>
      </div>
      <Segmented
        label={t('overview.connect.language')}
        value={client}
        onChange={setClient}
        options={clients.map((entry) => ({ value: entry.client, label: entry.name }))}
        className="justify-self-start"
      />
      {security === 'plaintext' ? null : <Notice tone="info">{t(`overview.connect.${security}`)}</Notice>}
      <CodeBlock code={snippet(client, bootstrapServers, topic)} label={t('overview.connect.snippet', { client: name })} copy />
    </Card>
  );
}
