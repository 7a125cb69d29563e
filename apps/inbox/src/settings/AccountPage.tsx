import { Monitor, Moon, Rows2, Rows3, Sun } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { me } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { Segment } from '../look/Segment.tsx'
import { Switch } from '../look/Switch.tsx'
import { changeOwn, setAvailable } from '../members/own.ts'
import { Page, Part } from './Page.tsx'
import { PasswordPart } from './PasswordPart.tsx'
import { Sessions } from './Sessions.tsx'
import { TwoFactorPart } from './TwoFactorPart.tsx'

/** What is one's own: name, look and sound of the inbox, and the ways in. */
export default function AccountPage() {
  const own = me.value
  if (!own) return null
  const { preferences } = own
  return (
    <Page title="Account">
      <NamePart />
      <Part title="New chats">
        <Switch
          label="Available"
          hint="Off: you are shown as away and nothing rings for new ones."
          on={own.chatIsOnline}
          onChange={setAvailable}
        />
      </Part>
      <Part title="Look and sound" say="Kept with your account, the same on every device.">
        <Segment
          label="Theme"
          value={preferences.theme}
          options={[
            { value: 'system', label: 'System', icon: Monitor },
            { value: 'light', label: 'Light', icon: Sun },
            { value: 'dark', label: 'Dark', icon: Moon },
          ]}
          onChange={theme => void changeOwn({ preferences: { theme } })}
        />
        <Segment
          label="List"
          value={preferences.density}
          options={[
            { value: 'comfortable', label: 'Comfortable', icon: Rows2 },
            { value: 'compact', label: 'Compact', icon: Rows3 },
          ]}
          onChange={density => void changeOwn({ preferences: { density } })}
        />
        <Switch
          label="Sound"
          hint="When a contact writes to you and you are not looking."
          on={preferences.sound}
          onChange={sound => void changeOwn({ preferences: { sound } })}
        />
        <Switch
          label="Single keys"
          hint="Keys such as J, K and E without a command key."
          on={preferences.singleKeys}
          onChange={singleKeys => void changeOwn({ preferences: { singleKeys } })}
        />
      </Part>
      <PasswordPart />
      <TwoFactorPart />
      <Sessions />
    </Page>
  )
}

function NamePart() {
  const own = me.value
  const [name, setName] = useState(own?.name ?? '')
  const [phone, setPhone] = useState(own?.phone ?? '')
  const badPhone = phone !== '' && !/^\+[1-9]\d{6,14}$/.test(phone)
  const same = name.trim() === own?.name && phone === (own?.phone ?? '')
  return (
    <Part title="Profile" say="Visitors read your name, never your e-mail address.">
      <form
        onSubmit={event => {
          event.preventDefault()
          void changeOwn({ name: name.trim(), phone: phone || null })
        }}
      >
        <TextField label="Name" required maxLength={120} value={name} onValue={setName} autocomplete="name" />
        <TextField label="E-mail" value={own?.email ?? ''} onValue={() => {}} disabled />
        <TextField
          label="Phone"
          value={phone}
          onValue={value => setPhone(value.replace(/[^\d+]/g, ''))}
          autocomplete="tel"
          placeholder="+31655500142"
          fault={badPhone && 'With the country in front, as +31655500142.'}
        />
        <div>
          <Button kind="primary" type="submit" disabled={same || badPhone || !name.trim()}>
            Save
          </Button>
        </div>
      </form>
    </Part>
  )
}
