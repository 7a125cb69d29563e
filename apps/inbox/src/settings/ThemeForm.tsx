import type { Settings } from '@halloo/protocol'
import { Monitor, Moon, PanelLeftDashed, PanelRightDashed, Sun } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { Hint } from '../look/Field.tsx'
import { Segment } from '../look/Segment.tsx'
import { Switch } from '../look/Switch.tsx'
import { ColorField } from './ColorField.tsx'

export type Theme = Pick<
  Settings,
  | 'chatPrimaryColor'
  | 'chatTheme'
  | 'chatPosition'
  | 'chatWelcomeMessage'
  | 'chatShowAgentAvatar'
  | 'chatCollectName'
  | 'chatCollectEmail'
  | 'chatIsActive'
>

/** What an owner may choose; the rest of the look follows from it. */
export function ThemeForm({ theme, disabled, fault, onChange }: ThemeFormProps) {
  return (
    <>
      <section>
        <h2>Colour</h2>
        <ColorField
          value={theme.chatPrimaryColor}
          disabled={disabled}
          fault={fault}
          onChange={chatPrimaryColor => onChange({ chatPrimaryColor })}
        />
        <Segment
          label="Appearance"
          disabled={disabled}
          value={theme.chatTheme}
          options={[
            { value: 'auto', label: 'Visitor’s', icon: Monitor },
            { value: 'light', label: 'Light', icon: Sun },
            { value: 'dark', label: 'Dark', icon: Moon },
          ]}
          onChange={chatTheme => onChange({ chatTheme })}
        />
      </section>
      <section>
        <h2>Words</h2>
        <Welcome
          value={theme.chatWelcomeMessage}
          disabled={disabled}
          onChange={chatWelcomeMessage => onChange({ chatWelcomeMessage })}
        />
      </section>
      <section>
        <h2>Place</h2>
        <Segment
          label="Side"
          disabled={disabled}
          value={theme.chatPosition}
          options={[
            { value: 'bottom-left', label: 'Left', icon: PanelLeftDashed },
            { value: 'bottom-right', label: 'Right', icon: PanelRightDashed },
          ]}
          onChange={chatPosition => onChange({ chatPosition })}
        />
        <Switch
          label="Widget is on"
          hint="Off: it vanishes from your websites within a minute."
          disabled={disabled}
          on={theme.chatIsActive}
          onChange={chatIsActive => onChange({ chatIsActive })}
        />
      </section>
      <section>
        <h2>Before the first message</h2>
        <Switch
          label="Show agents’ pictures"
          disabled={disabled}
          on={theme.chatShowAgentAvatar}
          onChange={chatShowAgentAvatar => onChange({ chatShowAgentAvatar })}
        />
        <Switch
          label="Ask for a name"
          disabled={disabled}
          on={theme.chatCollectName}
          onChange={chatCollectName => onChange({ chatCollectName })}
        />
        <Switch
          label="Ask for an e-mail address"
          disabled={disabled}
          on={theme.chatCollectEmail}
          onChange={chatCollectEmail => onChange({ chatCollectEmail })}
        />
      </section>
    </>
  )
}

function Welcome({ value, disabled, onChange }: WelcomeProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        Welcome
      </label>
      <textarea
        id={id}
        class="input"
        rows={2}
        maxLength={300}
        disabled={disabled}
        value={value}
        onInput={event => onChange(event.currentTarget.value)}
      />
      <Hint fault={!value.trim() && 'Say something; visitors read it first.'} />
    </div>
  )
}

interface WelcomeProps {
  value: string
  disabled: boolean
  onChange: (value: string) => void
}

interface ThemeFormProps {
  theme: Theme
  disabled: boolean
  fault: string | undefined
  onChange: (change: Partial<Theme>) => void
}
