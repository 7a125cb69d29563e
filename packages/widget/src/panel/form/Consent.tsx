import type { PreChat } from '@halloo/protocol'
import { words } from '../words.ts'

interface ConsentProps {
  name: string
  consent: NonNullable<PreChat['consent']>
  agreed: boolean
  fault: string | undefined
  onInput(agreed: boolean): void
}

/** What the visitor must agree to, in the owner's words. */
export const Consent = ({ name, consent, agreed, fault, onInput }: ConsentProps) => (
  <div>
    <label class="consent">
      <input
        type="checkbox"
        name={name}
        checked={agreed}
        required
        aria-invalid={!!fault}
        {...(fault ? { 'aria-describedby': 'fault-consent' } : {})}
        onChange={event => onInput(event.currentTarget.checked)}
      />
      <span dir="auto">{consent.text}</span>
    </label>
    {consent.url && (
      <a href={consent.url} target="_blank" rel="noopener noreferrer">
        {words.readMore}
      </a>
    )}
    {fault && (
      <small id="fault-consent" class="bad" role="alert">
        {fault}
      </small>
    )}
  </div>
)
