import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { APP_ROLE, AUTH_ROLE, JOBS_ROLE, loginUrl, migrate, WRITER_ROLE } from '@halloo/db'
import { type EmbeddedPostgres, startEmbedded } from '@halloo/db/embedded'
import { dataFolder, keptSecret } from './data-folder.ts'
import { type Env, readEnv, SettingError } from './env.ts'

/** The checkout; the same place from the sources and from the bundle. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What both the server and the command line stand on: settings, secrets and a migrated database. */
export interface Installation {
  env: Env
  folder: string
  authSecret: string
  encryptionKey: string
  appUrl: string
  authUrl: string
  writerUrl: string
  jobsUrl: string
  embedded: EmbeddedPostgres | undefined
}

export async function openInstallation(): Promise<Installation> {
  const env = readEnv(process.env)
  const folder = dataFolder(root, env.HALLOO_DATA)
  const { authSecret, encryptionKey } = secrets(env, folder)
  const embedded = env.DATABASE_URL
    ? undefined
    : await startEmbedded({ dir: path.join(folder, 'postgres-18') })
  const ownerUrl = env.DATABASE_URL ?? embedded?.url ?? ''
  try {
    await migrate(ownerUrl, encryptionKey, {
      folder: path.join(root, 'packages/db/migrations'),
      makeRoles: !env.DATABASE_APP_URL,
    })
  } catch (error) {
    if (embedded?.started) embedded.stop()
    throw error
  }
  return {
    env,
    folder,
    authSecret,
    encryptionKey,
    appUrl: env.DATABASE_APP_URL ?? loginUrl(ownerUrl, APP_ROLE, encryptionKey),
    authUrl: env.DATABASE_AUTH_URL ?? loginUrl(ownerUrl, AUTH_ROLE, encryptionKey),
    writerUrl: env.DATABASE_WRITER_URL ?? loginUrl(ownerUrl, WRITER_ROLE, encryptionKey),
    jobsUrl: env.DATABASE_JOBS_URL ?? loginUrl(ownerUrl, JOBS_ROLE, encryptionKey),
    embedded,
  }
}

/** Kept in the data folder where the database is ours too; demanded otherwise, so that no node makes its own. */
function secrets(env: Env, folder: string) {
  if (env.DATABASE_URL && !(env.AUTH_SECRET && env.ENCRYPTION_KEY))
    throw new SettingError('AUTH_SECRET and ENCRYPTION_KEY: needed together with DATABASE_URL')
  return {
    authSecret: env.AUTH_SECRET ?? keptSecret(folder, 'auth-secret'),
    encryptionKey: env.ENCRYPTION_KEY ?? keptSecret(folder, 'encryption-key'),
  }
}
