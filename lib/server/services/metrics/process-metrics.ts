import type { ConsoleRuntime } from '../../console-runtime';
import type { Exposition } from '../../metrics/exposition';

/** The console's own process, by the names that Prometheus's clients give them. */
export function processMetrics(exposition: Exposition, runtime: ConsoleRuntime): void {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const one = (value: number) => [{ labels: {}, value }];
  exposition.counter('process_cpu_seconds_total', 'Processor time, user and system.', one((user + system) / 1e6));
  exposition.gauge('process_resident_memory_bytes', 'Resident memory.', one(rss));
  exposition.gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', one(heapUsed));
  exposition.gauge('process_start_time_seconds', 'Start, in seconds since the epoch.', one(Date.now() / 1e3 - process.uptime()));
  exposition.gauge('ottla_console_streams', 'Tabs that are being streamed to.', one(runtime.streams.size));
}
