'use client';
import { useQuery } from '@tanstack/react-query';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { ClusterField } from './cluster-field';
import { CreateTarget } from './create-target';
import { isAbsent, TopicField, type useTarget } from './topic-field';

export interface TargetPlace {
  readonly cluster: string;
  readonly topic: string;
}

interface TargetFieldsProps {
  source: TargetPlace;
  place: TargetPlace;
  /** What there is at that place. */
  target: ReturnType<typeof useTarget>;
  onChange: (change: Partial<TargetPlace>) => void;
}

/** Which topic of which cluster; one that is not there can be made like the source. */
export function TargetFields({ source, place, target, onChange }: TargetFieldsProps) {
  const { data: like } = useQuery(topicDetailQuery(source.cluster, source.topic));
  const isHere = place.cluster === source.cluster;
  const isItself = isHere && place.topic === source.topic;
  return (
    <>
      <ClusterField source={source.cluster} value={place.cluster} onChange={(cluster) => onChange({ cluster })} />
      <TopicField
        cluster={place.cluster}
        source={isHere ? source.topic : null}
        name={place.topic}
        target={target}
        onName={(topic) => onChange({ topic })}
      />
      {like !== undefined && isAbsent(target.error) && !isItself ? (
        <CreateTarget key={`${place.cluster} ${place.topic}`} cluster={place.cluster} name={place.topic} like={like} />
      ) : null}
    </>
  );
}
