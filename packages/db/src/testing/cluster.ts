import type { TestProject } from 'vitest/node'
import { startTestCluster } from './index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: string
  }
}

/** One PostgreSQL for the whole run. */
export default async function setup(project: TestProject) {
  const cluster = await startTestCluster()
  project.provide('cluster', cluster.url)
  return () => cluster.stop()
}
