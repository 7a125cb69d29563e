import type { Config } from './config.ts'

/** The settings of a widget key. Rejects where there are none, with where to look. */
export async function fetchConfig(url: string, key = ''): Promise<Config> {
  const isKey = /^pk_[\w-]{16,64}$/.test(key)
  const answer = isKey ? await fetch(`${url}/widget/${key}.json`, { credentials: 'omit' }) : undefined
  if (!answer?.ok) throw new Error(`no settings for this key. See ${url}/docs`)
  return answer.json()
}
