import type { Measurement } from './measure.ts'

const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** A table of medians and ratios, to be pasted into the README. */
export function report(
  results: Record<'floor' | 'halloo', Measurement[]>,
  { senders, seconds }: { senders: number; seconds: number },
) {
  const of = (name: 'floor' | 'halloo', field: keyof Measurement) =>
    median(results[name].map(run => run[field]))
  const ratio = (field: keyof Measurement) => (of('halloo', field) / of('floor', field)).toFixed(2)
  const row = (title: string, field: keyof Measurement, digits = 0) =>
    `| ${title} | ${of('floor', field).toFixed(digits)} | ${of('halloo', field).toFixed(digits)} | ${ratio(field)} |`
  return [
    '',
    `${senders} senders, ${seconds} s a run, medians of ${results.floor.length} interleaved runs; other processes used ${of('halloo', 'foreign').toFixed(2)} cores`,
    '',
    '| | floor | Halloo | ratio |',
    '|---|---:|---:|---:|',
    row('acknowledged messages per second', 'perSecond'),
    row('CPU per message, server and database, µs', 'cpuMicros'),
    row('p50, ms', 'p50Ms', 1),
    row('p99, ms', 'p99Ms', 1),
  ].join('\n')
}
