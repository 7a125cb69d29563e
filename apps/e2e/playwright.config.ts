import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@halloo/db/embedded/free-port'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './src/browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Workers read the same environment, so the folder is chosen once.
process.env.HALLOO_DATA ??= mkdtempSync(path.join(os.tmpdir(), 'halloo-e2e-'))
// A free one: another run may be under way on this machine.
process.env.E2E_PORT ??= String(await freePort('0.0.0.0'))
const browser = await findBrowser()

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${process.env.E2E_PORT}`,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    trace: 'retain-on-failure',
    ...(browser.channel && { channel: browser.channel }),
    launchOptions: {
      ...(browser.executablePath && { executablePath: browser.executablePath }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // A microphone that hums, for voice notes.
        '--use-fake-device-for-media-stream',
      ],
    },
  },
  webServer: {
    command: 'node apps/api/dist/main.js',
    cwd: root,
    url: `http://localhost:${process.env.E2E_PORT}/readyz`,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      PORT: process.env.E2E_PORT,
      HALLOO_DATA: process.env.HALLOO_DATA,
      RATE_LIMITS: 'off',
      SIGN_UP: 'open',
      // Whoever has left is written to at once.
      ANSWER_MAIL_SECONDS: '1',
    },
  },
})
