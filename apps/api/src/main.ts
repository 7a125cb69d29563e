import { isLoopback, SettingError } from './env.ts'
import { type Installation, openInstallation, root } from './installation.ts'
import { type RunningServer, startServer } from './server.ts'

/** Starts everything: database, migrations, server, and the demo where it belongs. */
async function main() {
  const installation = await openInstallation()
  const stopDatabase = () => installation.embedded?.stop()
  try {
    let demoKey: string | undefined
    let prepared = false
    const server = await startServer({
      ...installation,
      root,
      dataFolder: installation.folder,
      demoKey: () => demoKey,
      isPrepared: () => prepared,
    })
    const demo = wantsDemo(installation)
      ? await import('./demo/seed.ts').then(({ seedDemo }) => seedDemo(server, installation.folder))
      : undefined
    demoKey = demo?.key
    prepared = true
    process.stdout.write(`${welcome(installation, server, demo?.signIns ?? []).join('\n')}\n\n`)
    stopOnSignals(server, stopDatabase)
  } catch (error) {
    if (installation.embedded?.started) stopDatabase()
    throw error
  }
}

const wantsDemo = ({ env, embedded }: Installation) =>
  env.ROLE !== 'worker' && (env.DEMO ?? (embedded !== undefined && isLoopback(env.HOST)))

function welcome(
  { env, folder }: Installation,
  { url }: RunningServer,
  signIns: { email: string; password: string }[],
) {
  const ready = `Halloo is ready after ${process.uptime().toFixed(1)} s`
  if (env.ROLE === 'worker')
    return [ready, '', '  Works in the background', `  Health         ${url}/healthz`]
  return [
    ready,
    '',
    `  Inbox          ${url}/`,
    ...signIns.map(({ email, password }) => `                 ${email}  ${password}`),
    // The shop is best seen under the other name of this machine: there it is a foreign site.
    ...(signIns.length > 0 ? [`  Demo shop      ${url.replace('//localhost', '//127.0.0.1')}/demo/`] : []),
    `  API reference  ${url}/docs`,
    ...(env.SMTP_URL ? [] : [`  Saved mail     ${url}/mail`]),
    `  Data           ${folder}`,
  ]
}

function stopOnSignals(server: RunningServer, stopDatabase: () => void) {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    await server.close()
    stopDatabase()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

main().catch(error => {
  const expected =
    error instanceof SettingError ||
    (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
  console.error(expected ? `Halloo cannot start: ${error.message}` : error)
  process.exit(1)
})
