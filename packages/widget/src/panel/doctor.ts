import { SUBPROTOCOL } from '@halloo/protocol/constants'
import type { Finding } from '../halloo.ts'
import type { PanelContext } from '../panel-face.ts'
import { judge } from './judge.ts'

const PATIENCE_MS = 5000

/**
 * Looks whether this page lets the chat work: what it asks for reaches the server, nothing is stored.
 * Says it in the console, as a table.
 */
export async function examine(context: PanelContext, identityToken?: string): Promise<Finding[]> {
  const { url, key } = context
  const refused = watchPolicy()
  const told = await judge(url, key, identityToken)
  const files = told.answer?.filesUrl ?? url
  const [socket, image] = await Promise.all([
    reaches(opened(url)),
    reaches(loaded(new Image(), `${files}/widget/dot.svg`)),
  ])
  const line = (directive: string, ...sources: string[]) => ({ fix: `${directive} ${sources.join(' ')}` })
  const blocked = refused.stop()
  const part = (name: string, ok: boolean, directive: string, ...sources: string[]): Finding =>
    ok
      ? { name, ok, says: 'works' }
      : blocked.has(directive)
        ? { name, ok, says: `the page’s policy forbids it: ${directive}`, ...line(directive, ...sources) }
        : { name, ok, says: 'no answer', fix: 'See whether a proxy or an extension holds it back.' }

  const findings: Finding[] = [
    tags(key),
    ...told.findings.map(one =>
      one.name === 'server' && !one.ok ? part('server', false, 'connect-src', url, wsOf(url)) : one,
    ),
    part('socket', socket, 'connect-src', url, wsOf(url)),
    part('pictures', image, 'img-src', files),
    storage(context),
  ]
  // biome-ignore lint/suspicious/noConsole: a developer has asked for it there.
  console.table(findings)
  return findings
}

const wsOf = (url: string) => new URL(url || location.origin).origin.replace(/^http/, 'ws')

function tags(key: string): Finding {
  const found = document.querySelectorAll(`script[src*="${key}"], script[data-key="${key}"]`).length
  const says = found
    ? `${found} on this page`
    : 'none on this page: it came from a bundle, or was taken away again'
  return found > 1
    ? { name: 'tag', ok: false, says, fix: 'One is enough: take the others away.' }
    : { name: 'tag', ok: true, says }
}

function storage({ stores }: PanelContext): Finding {
  if (!stores()) return { name: 'storage', ok: true, says: 'waits for grantConsent()' }
  try {
    return { name: 'storage', ok: true, says: localStorage ? 'may be used' : 'none' }
  } catch {
    return { name: 'storage', ok: true, says: 'blocked: a conversation lasts until the page goes' }
  }
}

/** Which directives refuse something while we look. */
function watchPolicy() {
  const directives = new Set<string>()
  const hear = (event: SecurityPolicyViolationEvent) => directives.add(event.effectiveDirective)
  document.addEventListener('securitypolicyviolation', hear)
  return {
    stop() {
      document.removeEventListener('securitypolicyviolation', hear)
      return directives
    },
  }
}

async function reaches(attempt: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(fail, PATIENCE_MS)
  })
  try {
    await Promise.race([attempt, late])
    return true
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

const opened = (url: string) =>
  new Promise<void>((done, fail) => {
    const socket = new WebSocket(`${wsOf(url)}/v1/widget/socket`, SUBPROTOCOL)
    socket.onopen = () => {
      socket.close()
      done()
    }
    socket.onerror = fail
  })

const loaded = (image: HTMLImageElement, source: string) =>
  new Promise<unknown>((done, fail) => {
    image.onload = done
    image.onerror = fail
    image.src = source
  })
