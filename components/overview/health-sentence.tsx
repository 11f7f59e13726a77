'use client';
import type { ClusterDetail, HealthFact } from '@/lib/contracts/cluster';
import { useFormat, type Format } from '@/lib/i18n/use-format';
import { useText, type Text } from '@/lib/i18n/text-provider';

function sentenceOf(fact: HealthFact, brokersAlive: number, { t }: Text, format: Format): string | null {
  switch (fact.code) {
    // Then the banner says it, and the overview has no sentence of its own.
    case 'unreachable':
      return null;
    case 'all-in-sync':
      return t('overview.health.allInSync', { count: brokersAlive });
    case 'no-topics':
      return t('overview.health.noTopics', { count: brokersAlive });
    case 'broker-down':
      return t('overview.health.brokerDown', { count: fact.count, ids: format.list(fact.brokers) });
    case 'leaderless-partitions':
      return t('overview.health.leaderless', { count: fact.count });
    case 'under-min-isr-partitions':
      return t('overview.health.underMinIsr', { count: fact.count });
    case 'lagging-replicas':
      return t('overview.health.lagging', { count: fact.count, ids: format.list(fact.brokers) });
    case 'under-replicated-partitions':
      return t('overview.health.underReplicated', { count: fact.count });
    case 'no-controller':
      return t('overview.health.noController');
  }
}

/** How the cluster is, in a sentence or two, worst first. */
export function HealthSentence({ detail }: { detail: ClusterDetail }) {
  const text = useText();
  const format = useFormat();
  const bad = detail.health.facts.filter(({ severity }) => severity !== 'ok');
  const empty = detail.health.facts.filter(({ code }) => code === 'no-topics');
  const said = bad.length > 0 ? bad : empty.length > 0 ? empty : detail.health.facts;
  return (
    <h1 className="text-xl font-medium tracking-tight text-balance">
      {said.flatMap((fact) => sentenceOf(fact, detail.counts.brokersAlive, text, format) ?? []).join(' ')}
    </h1>
  );
}
