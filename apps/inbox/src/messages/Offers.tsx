import { LIMITS } from '@halloo/protocol/constants'
import { X } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from '../look/Button.tsx'
import { draftOf, keepOffers } from './outbox.ts'

const { quickReplies: MOST, quickReplyCodePoints: LONGEST } = LIMITS

/** Answers that go with a reply: the contact taps one instead of typing it. */
export function Offers({ conversationId, asked, onDone }: OffersProps) {
  const offers = draftOf(conversationId)?.extra?.quickReplies ?? []
  const [next, setNext] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked) field.current?.focus()
  }, [asked])
  const put = (changed: string[]) => keepOffers(conversationId, changed)
  const add = () => {
    const offer = next.trim()
    if (!offer) return onDone()
    if (!offers.includes(offer)) put([...offers, offer])
    setNext('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Backspace' && !next) put(offers.slice(0, -1))
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') add()
    else onDone()
  }
  return (
    <fieldset class="offering" aria-label="Answers to tap">
      {offers.length > 0 && (
        <ul class="offers">
          {offers.map(offer => (
            <li key={offer}>
              <span class="cut" title={offer} dir="auto">
                {offer}
              </span>
              <IconButton
                label={`Take back “${offer}”`}
                icon={X}
                size={14}
                onClick={() => put(offers.filter(one => one !== offer))}
              />
            </li>
          ))}
        </ul>
      )}
      {offers.length < MOST ? (
        <input
          class="input"
          ref={field}
          dir="auto"
          maxLength={LONGEST}
          enterkeyhint="done"
          aria-label="An answer to tap"
          placeholder={offers.length ? 'Another one' : 'An answer to tap, then Enter'}
          value={next}
          onInput={event => setNext(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => next.trim() && add()}
        />
      ) : (
        <span class="meta">{MOST} at most</span>
      )}
    </fieldset>
  )
}

interface OffersProps {
  conversationId: string
  /** Somebody wants to write one now; else they stand here because the draft has some. */
  asked: boolean
  onDone: () => void
}
