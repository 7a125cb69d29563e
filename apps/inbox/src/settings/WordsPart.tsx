import type { Settings } from '@halloo/protocol'
import { useId } from 'preact/hooks'
import { Hint } from '../look/Field.tsx'
import { Switch } from '../look/Switch.tsx'

export type Words = Pick<
  Settings,
  'chatWelcomeMessage' | 'chatShowAgentAvatar' | 'chatCollectName' | 'chatCollectEmail' | 'chatIsActive'
>

/** What the widget says and asks. Published along with the look, and not versioned. */
export function WordsPart({ words, disabled, onChange }: WordsProps) {
  return (
    <>
      <section>
        <h2>Words</h2>
        <Welcome
          value={words.chatWelcomeMessage}
          disabled={disabled}
          onChange={chatWelcomeMessage => onChange({ chatWelcomeMessage })}
        />
        <Switch
          label="Widget is on"
          hint="Off: it vanishes from your websites within a minute."
          disabled={disabled}
          on={words.chatIsActive}
          onChange={chatIsActive => onChange({ chatIsActive })}
        />
      </section>
      <section>
        <h2>Before the first message</h2>
        <Switch
          label="Show agents’ pictures"
          disabled={disabled}
          on={words.chatShowAgentAvatar}
          onChange={chatShowAgentAvatar => onChange({ chatShowAgentAvatar })}
        />
        <Switch
          label="Ask for a name"
          disabled={disabled}
          on={words.chatCollectName}
          onChange={chatCollectName => onChange({ chatCollectName })}
        />
        <Switch
          label="Ask for an e-mail address"
          disabled={disabled}
          on={words.chatCollectEmail}
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

interface WordsProps {
  words: Words
  disabled: boolean
  onChange: (change: Partial<Words>) => void
}
