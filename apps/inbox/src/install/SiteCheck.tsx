import { Refusal } from '@halloo/client'
import type { InstallFinding, Settings } from '@halloo/protocol'
import { CircleAlert, CircleCheck, Stethoscope } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { client } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { Icon } from '../look/Icon.tsx'
import { CopyButton } from '../settings/CopyButton.tsx'
import { Part } from '../settings/Page.tsx'
import { originOf } from './origin.ts'

const NAMES: Record<InstallFinding['name'], string> = {
  page: 'Page',
  tag: 'Tag',
  site: 'Website',
  script: 'Script',
  server: 'Requests',
  socket: 'Live connection',
  pictures: 'Pictures',
  identity: 'Identity token',
}
// What is to be pasted, rather than read.
const LINE = /^(<script|https?:|(script|connect|img)-src )/

/** Looks at a page of the website, and says what is missing with the line to paste. */
export function SiteCheck({ settings }: { settings: Settings }) {
  const [url, setUrl] = useState(settings.chatAllowedDomains[0] ?? '')
  const [identityToken, setIdentityToken] = useState('')
  const [findings, setFindings] = useState<InstallFinding[]>()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const check = async (event: Event) => {
    event.preventDefault()
    const address = /^https?:\/\//.test(url) ? url : originOf(url)
    if (!address) return setFault('An address looks like https://shop.example.com')
    setBusy(true)
    setFault(undefined)
    const body = { url: address, ...(identityToken && { identityToken }) }
    const answer = await client.call('POST /v1/install/check', { body }).catch(refusedWith)
    setBusy(false)
    if ('findings' in answer) setFindings(answer.findings)
    else setFault(answer.message)
  }
  const wrong = findings?.filter(({ ok }) => !ok).length
  return (
    <Part
      title="Doctor"
      say="Fetches a page of your website as a browser would, and says what the widget lacks there."
    >
      <form class="oneline" onSubmit={check}>
        <TextField
          label="Page"
          placeholder="https://shop.example.com"
          value={url}
          onValue={setUrl}
          fault={fault}
        />
        {settings.chatIdentityMode !== 'off' && (
          <TextField
            label="Identity token, to be judged along"
            autocomplete="off"
            value={identityToken}
            onValue={setIdentityToken}
          />
        )}
        <Button type="submit" icon={Stethoscope} disabled={busy || !url.trim()}>
          {busy ? 'Looking …' : 'Examine'}
        </Button>
      </form>
      <div role="status">
        {findings && <p>{wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} need you.`}</p>}
      </div>
      {findings && (
        <ul class="lines findings">
          {findings.map(finding => (
            <Finding key={finding.name} finding={finding} />
          ))}
        </ul>
      )}
    </Part>
  )
}

function Finding({ finding: { name, ok, says, fix } }: { finding: InstallFinding }) {
  const isLine = fix !== null && LINE.test(fix)
  return (
    <li class={ok ? 'good' : 'bad'}>
      <Icon of={ok ? CircleCheck : CircleAlert} size={16} />
      <span class="grow">
        <b>
          {NAMES[name]}
          <span class="hide">{ok ? ': fine' : ': to be mended'}</span>
        </b>
        <span class="meta">{says}</span>
        {fix && (isLine ? <code class="code">{fix}</code> : <span>{fix}</span>)}
      </span>
      {isLine && <CopyButton text={fix} words="Copy" />}
    </li>
  )
}

function refusedWith(error: unknown) {
  if (!(error instanceof Refusal)) throw error
  return { message: error.code === 'offline' ? 'There is no connection.' : error.message }
}
