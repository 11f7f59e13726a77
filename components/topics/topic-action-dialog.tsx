'use client';
import dynamic from 'next/dynamic';
import type { DoomedTopic } from './delete-topic-dialog';
import type { TopicAction } from './topic-action';

const CloneTopicDialog = dynamic(() => import('./clone-topic-dialog').then((module) => module.CloneTopicDialog), { ssr: false });
const DeleteTopicDialog = dynamic(() => import('./delete-topic-dialog').then((module) => module.DeleteTopicDialog), {
  ssr: false,
});
const EmptyTopicDialog = dynamic(() => import('./empty-topic-dialog').then((module) => module.EmptyTopicDialog), { ssr: false });
const GrowTopicDialog = dynamic(() => import('./grow-topic-dialog').then((module) => module.GrowTopicDialog), { ssr: false });

interface TopicActionDialogProps {
  cluster: string;
  action: TopicAction;
  topic: DoomedTopic & { readonly partitionCount: number };
  onClose: () => void;
  onDeleted: (topic: string) => void;
  onCloned: (topic: string) => void;
}

/** The question that belongs to what was chosen from a topic's menu. */
export function TopicActionDialog({ cluster, action, topic, onClose, onDeleted, onCloned }: TopicActionDialogProps) {
  switch (action) {
    case 'grow':
      return <GrowTopicDialog cluster={cluster} topic={topic.name} partitions={topic.partitionCount} onClose={onClose} />;
    case 'empty':
      return <EmptyTopicDialog cluster={cluster} topic={topic.name} partitionCount={topic.partitionCount} onClose={onClose} />;
    case 'clone':
      return <CloneTopicDialog cluster={cluster} topic={topic.name} onClose={onClose} onCloned={onCloned} />;
    case 'delete':
      return <DeleteTopicDialog cluster={cluster} topic={topic} onClose={onClose} onDeleted={onDeleted} />;
  }
}
