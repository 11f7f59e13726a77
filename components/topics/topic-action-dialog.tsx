'use client';
import { Suspense } from 'react';
import { late } from '@/components/ui/late';
import type { DoomedTopic } from './delete-topic-dialog';
import type { TopicAction } from './topic-action';

const CloneTopicDialog = late(() => import('./clone-topic-dialog').then((module) => module.CloneTopicDialog));
const DeleteTopicDialog = late(() => import('./delete-topic-dialog').then((module) => module.DeleteTopicDialog));
const EmptyTopicDialog = late(() => import('./empty-topic-dialog').then((module) => module.EmptyTopicDialog));
const GrowTopicDialog = late(() => import('./grow-topic-dialog').then((module) => module.GrowTopicDialog));
const RecreateTopicDialog = late(() => import('./recreate-topic-dialog').then((module) => module.RecreateTopicDialog));

interface TopicActionDialogProps {
  cluster: string;
  action: TopicAction;
  topic: DoomedTopic & { readonly partitionCount: number };
  onClose: () => void;
  onDeleted: (topic: string) => void;
  onCloned: (topic: string) => void;
}

/** The question that belongs to what was chosen from a topic's menu. */
export function TopicActionDialog(props: TopicActionDialogProps) {
  return (
    <Suspense>
      <Question {...props} />
    </Suspense>
  );
}

function Question({ cluster, action, topic, onClose, onDeleted, onCloned }: TopicActionDialogProps) {
  switch (action) {
    case 'grow':
      return <GrowTopicDialog cluster={cluster} topic={topic.name} partitions={topic.partitionCount} onClose={onClose} />;
    case 'empty':
      return <EmptyTopicDialog cluster={cluster} topic={topic.name} partitionCount={topic.partitionCount} onClose={onClose} />;
    case 'recreate':
      return <RecreateTopicDialog cluster={cluster} topic={topic.name} onClose={onClose} />;
    case 'clone':
      return <CloneTopicDialog cluster={cluster} topic={topic.name} onClose={onClose} onCloned={onCloned} />;
    case 'delete':
      return <DeleteTopicDialog cluster={cluster} topic={topic} onClose={onClose} onDeleted={onDeleted} />;
  }
}
