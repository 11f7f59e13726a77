import { streamUpdated } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import { apiPath, fetchApi, fetchJson } from '../fetch-json';
import { LiveStream, type StreamPorts } from './live-stream';

const streams = new Map<string, LiveStream>();

/** The tab's stream for a cluster. Only the cluster in sight has channels, so only one connection is open. */
export function liveStreamOf(cluster: string): LiveStream {
  let stream = streams.get(cluster);
  if (stream === undefined) {
    stream = new LiveStream(browserPorts(cluster));
    streams.set(cluster, stream);
    followTab(stream);
  }
  return stream;
}

function browserPorts(cluster: string): StreamPorts {
  return {
    open: async (signal) => {
      const response = await fetchApi(apiPath(['clusters', cluster, 'stream']), {
        signal,
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
      });
      if (response.body === null) throw ApiError.badAnswer(response.status, undefined);
      return response.body;
    },
    putChannels: async (streamId, channels, signal) => {
      await fetchJson(apiPath(['streams', streamId]), { schema: streamUpdated, method: 'PUT', body: { channels }, signal });
    },
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    nowMs: () => Date.now(),
    random: () => Math.random(),
  };
}

function followTab(stream: LiveStream): void {
  const follow = () => stream.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', () => stream.retryNow());
  follow();
}
