import { newId } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import { useMemo, useState } from 'preact/hooks'
import { useSubmit } from '../auth/use-submit.ts'
import { contactName } from '../conversations/names.ts'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { TextArea, TextField } from '../look/Field.tsx'
import { go } from '../shell/here.ts'
import { pathOf } from '../shell/place.ts'
import { writeFirst } from './actions.ts'

/** A word to a contact who has not asked: a conversation of its own, assigned to its writer. */
export default function WriteFirst({ contact, onClose }: WriteFirstProps) {
  const [words, setWords] = useState('')
  const [subject, setSubject] = useState('')
  // The same at every try: what did arrive after all exists once.
  const ids = useMemo(() => ({ id: newId('conv'), messageId: newId('msg') }), [])
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const trouble = await writeFirst(contact.id, { ...ids, words: words.trim(), subject: subject.trim() })
    if (trouble) return trouble
    onClose()
    go(pathOf({ kind: 'mine' }, ids.id))
    return undefined
  })
  return (
    <Dialog
      title={`Write to ${contactName(contact)}`}
      say={`They see it in the chat, now or when they are back${contact.email ? '; by mail, too, if they are away' : ''}.`}
      onClose={onClose}
    >
      <form onSubmit={onSubmit}>
        <TextArea
          label="Message"
          value={words}
          onValue={setWords}
          rows={4}
          maxLength={LIMITS.messageCodePoints}
          fault={fault}
        />
        <TextField
          label="Subject, for your colleagues"
          value={subject}
          onValue={setSubject}
          maxLength={200}
        />
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={busy || !words.trim()}>
            Send
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface WriteFirstProps {
  contact: Conversation['chatUser']
  onClose: () => void
}
