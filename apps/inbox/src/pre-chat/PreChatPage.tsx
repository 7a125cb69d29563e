import './pre-chat.css'
import type { Settings } from '@halloo/protocol'
import { Link } from 'wouter-preact'
import { world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Switch } from '../look/Switch.tsx'
import { DraftPage } from '../settings/DraftPage.tsx'
import { draftOf } from '../settings/drafts.ts'
import { Part } from '../settings/Page.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { ConsentPart } from './ConsentPart.tsx'
import { FormPreview } from './FormPreview.tsx'
import { preChatCodec } from './form.ts'
import { Questions } from './Questions.tsx'

/** What visitors are asked before their first message, and whether the team sees words before they are sent. */
export default function PreChatPage() {
  const { settings } = world.value
  return settings ? <Editor settings={settings} /> : <Bones faces={false} />
}

function Editor({ settings }: { settings: Settings }) {
  const preChat = draftOf(settings, 'chatPreChat', preChatCodec)
  const typing = draftOf(settings, 'chatTypingPreview', { read: on => on, write: (on: boolean) => on })
  const saving = useSaving([preChat, typing])
  const { form, change } = preChat
  return (
    <DraftPage title="Before a chat" what="change what visitors are asked" saving={saving} wide>
      <div class="withpreview">
        <div>
          <OwnLines settings={settings} />
          <Questions
            questions={form.questions}
            faults={saving.faults}
            onChange={questions => change({ ...form, questions })}
          />
          <ConsentPart
            consent={form.consent}
            faults={saving.faults}
            onChange={consent => change({ ...form, consent })}
          />
          <Part
            title="While they write"
            say="Agents see a visitor’s words as they are typed, before they are sent."
          >
            <Switch
              label="Let the team read along"
              hint="Visitors read below their field, in their language: “We see your words while you write them.”"
              on={typing.form}
              onChange={typing.change}
            />
          </Part>
        </div>
        <FormPreview settings={settings} preChat={preChatCodec.write(form)} />
      </div>
    </DraftPage>
  )
}

/** Name and address have switches of their own, beside the other words of the widget. */
function OwnLines({ settings }: { settings: Settings }) {
  const asked = [settings.chatCollectName && 'a name', settings.chatCollectEmail && 'an e-mail address']
  const what = asked.filter(Boolean).join(' and ')
  return (
    <Part
      title="Name and e-mail address"
      say={what ? `Visitors may leave ${what}; they need not.` : 'Visitors are not asked who they are.'}
    >
      <div>
        <Link class="link" href="/settings/widget">
          Set under Look
        </Link>
      </div>
    </Part>
  )
}
