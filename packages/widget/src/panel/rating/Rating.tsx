/// <reference path="../../css.d.ts" />
import type { VisitorConversation } from '@halloo/protocol'
import { useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { BusyButton } from '../BusyButton.tsx'
import { focusFirst } from '../focus.ts'
import { Icon } from '../Icon.tsx'
import { useChat } from '../use-chat.ts'
import { words } from '../words.ts'
import css from './rating.css?inline'

const OP = 'PUT /v1/widget/conversations/:conversationId/rating'
const FACE = 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM9 9h.01M15 9h.01'
const MOUTHS = [
  'M16 16s-1.5-2-4-2-4 2-4 2',
  'M16 15.5c-2-1-5-1-8 .5',
  'M8 15h8',
  'M8 14s1.5 2 4 2 4-2 4-2',
  'M18 13a6 6 0 0 1-12 0Z',
]

/** Asks how it was; what was answered may be changed. */
export function Rating({ conversation: { id, rating } }: { conversation: VisitorConversation }) {
  const { chat, root } = useChat()
  addSheet(root, css)
  const [score, setScore] = useState(rating?.score ?? 0)
  const [comment, setComment] = useState(rating?.comment ?? '')
  const [again, setAgain] = useState(false)
  const [busy, setBusy] = useState(false)

  if (rating && !again)
    return (
      <div class="rating done">
        <Icon d={`${FACE}${MOUTHS[rating.score - 1]}`} />
        <span role="status">{words.rateThanks}</span>
        <button
          type="button"
          onClick={() => {
            focusFirst(root)
            setAgain(true)
          }}
        >
          {words.rateChange}
        </button>
      </div>
    )
  const send = async () => {
    setBusy(true)
    try {
      const body = { score, ...(comment.trim() ? { comment: comment.trim() } : {}) }
      const told = await chat.session.call(OP, { params: { conversationId: id }, body })
      focusFirst(root)
      chat.store.putConversations([told])
      setAgain(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="rating"
      onSubmit={event => {
        event.preventDefault()
        if (!busy) void chat.attempt(send)
      }}
    >
      <fieldset>
        <legend>{words.rate}</legend>
        {words.scores.map((name, at) => (
          <label key={name}>
            <input
              type="radio"
              name="score"
              class="only-read"
              checked={score === at + 1}
              onChange={() => setScore(at + 1)}
            />
            <Icon d={`${FACE}${MOUTHS[at]}`} />
            {name}
          </label>
        ))}
      </fieldset>
      {score > 0 && (
        <>
          <textarea
            rows={2}
            dir="auto"
            maxLength={1000}
            value={comment}
            placeholder={`${words.rateComment} (${words.optional})`}
            aria-label={words.rateComment}
            onInput={event => setComment(event.currentTarget.value)}
          />
          <BusyButton type="submit" class="btn" busy={busy}>
            {words.rateSend}
          </BusyButton>
        </>
      )}
    </form>
  )
}
