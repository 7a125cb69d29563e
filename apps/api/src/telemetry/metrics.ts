import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics. Labels are operations and codes, never people or tenants. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    operations: new Histogram({
      name: 'halloo_operation_seconds',
      help: 'Time of operations by transport and status',
      labelNames: ['operation', 'transport', 'status'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    sockets: new Gauge({
      name: 'halloo_sockets',
      help: 'Open sockets by side',
      labelNames: ['side'],
      registers,
    }),
    events: new Counter({ name: 'halloo_events_delivered_total', help: 'Event frames sent', registers }),
    nodes: new Gauge({ name: 'halloo_nodes', help: 'Nodes known to this one, itself included', registers }),
    databaseBytes: new Gauge({ name: 'halloo_database_bytes', help: 'Size of the database', registers }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
