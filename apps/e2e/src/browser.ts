import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium: the given one, Playwright's, the system's, or the one that comes as an npm package. */
export async function findBrowser(): Promise<{ executablePath?: string; channel?: string }> {
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH }
  if (existsSync(chromium.executablePath())) return {}
  const installed = INSTALLED.find(existsSync)
  if (installed) return { executablePath: installed }
  if (process.platform !== 'linux') return { channel: process.platform === 'win32' ? 'msedge' : 'chrome' }
  if (process.arch !== 'x64') throw new Error('No Chromium found: install one, or set CHROMIUM_PATH.')
  // Makes the package unpack the libraries that a bare system lacks; read at import.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  return { executablePath: await packaged.executablePath() }
}
