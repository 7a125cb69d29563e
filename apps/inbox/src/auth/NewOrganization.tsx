import { useState } from 'preact/hooks'
import { enter, entry } from '../live/entry.ts'
import { me } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { signOut } from '../members/own.ts'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf, setOrganization } from './auth-client.ts'
import { slugOf } from './slug.ts'
import { useSubmit } from './use-submit.ts'

/** The first thing that somebody without a team needs. */
export default function NewOrganization() {
  const [name, setName] = useState('')
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(authClient.organization.create({ name: name.trim(), slug: slugOf(name) }))
    if (!answer.data) return faultOf(answer)
    const trouble = await setOrganization(answer.data.id)
    if (trouble) return trouble
    if (me.value) location.assign('/mine')
    else await enter()
    return undefined
  })
  const back = () => {
    entry.value = 'in'
  }
  return (
    <AuthFrame
      title="Name your organization"
      say="The company, shop or team that your visitors write to."
      foot={me.value ? undefined : <span>Invited by somebody? Open the link in their mail.</span>}
    >
      <form onSubmit={onSubmit}>
        <TextField
          label="Name"
          required
          maxLength={80}
          value={name}
          onValue={setName}
          fault={fault}
          autocomplete="organization"
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Start
        </Button>
        {me.value ? (
          <Button kind="quiet" onClick={back}>
            Back to the inbox
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
      </form>
    </AuthFrame>
  )
}
