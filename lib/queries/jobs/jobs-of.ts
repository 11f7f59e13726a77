'use client';
import { useSyncExternalStore } from 'react';
import { Job, type JobState } from './job';

const idle = { kind: 'idle' } as const;

/** A hook that gives the job of a name: it goes on while its page is not shown. */
export function jobsOf<Progress, Result>(): (name: string) => readonly [JobState<Progress, Result>, Job<Progress, Result>] {
  const jobs = new Map<string, Job<Progress, Result>>();
  return function useJob(name) {
    let job = jobs.get(name);
    if (job === undefined) {
      job = new Job();
      jobs.set(name, job);
    }
    return [useSyncExternalStore(job.subscribe, job.get, () => idle), job];
  };
}
