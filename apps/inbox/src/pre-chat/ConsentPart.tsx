import { TextArea, TextField } from '../look/Field.tsx'
import { Switch } from '../look/Switch.tsx'
import type { Faults } from '../settings/faults.ts'
import { Part } from '../settings/Page.tsx'
import type { PreChatForm } from './form.ts'

type Consent = PreChatForm['consent']

/** What visitors must agree to before they write. */
export function ConsentPart({ consent, faults, onChange }: ConsentProps) {
  return (
    <Part
      title="Consent"
      say="Nobody can write without it. When a visitor has agreed is kept with the contact, and they are not asked again."
    >
      <Switch label="Ask for consent" on={consent.on} onChange={on => onChange({ ...consent, on })} />
      {consent.on && (
        <>
          <TextArea
            label="What they agree to"
            rows={2}
            maxLength={500}
            value={consent.text}
            onValue={text => onChange({ ...consent, text })}
            fault={faults.at('/chatPreChat/consent/text')}
          />
          <TextField
            label="Where they can read more"
            type="url"
            placeholder="https://shop.example.com/privacy"
            value={consent.url}
            onValue={url => onChange({ ...consent, url })}
            hint="Your privacy page, if you have one"
            fault={faults.at('/chatPreChat/consent/url', {
              invalid_url: 'An address looks like https://shop.example.com/privacy, with https.',
            })}
          />
        </>
      )}
    </Part>
  )
}

interface ConsentProps {
  consent: Consent
  faults: Faults
  onChange: (consent: Consent) => void
}
