import type { Conversation } from '@halloo/protocol'
import { Fragment } from 'preact'
import { setSubject } from '../conversations/actions.ts'
import { memberName } from '../conversations/names.ts'
import { Rating } from '../conversations/Rating.tsx'
import { Priority, Status } from '../conversations/Status.tsx'
import { minute } from '../live/now.ts'
import { may, me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { clock, dayName, spanWords, wholeMoment } from '../look/time.ts'
import { EditableText } from './EditableText.tsx'

/** How the conversation stands, and where it came from. */
export function ConversationFacts({ conversation }: { conversation: Conversation }) {
  const {
    assignedAgentId: agentId,
    departmentId,
    createdAt,
    firstResponseAt,
    pageUrl,
    referrer,
  } = conversation
  const save = async (subject: string) => {
    await setSubject(conversation, subject || null)
    return undefined
  }
  return (
    <section>
      <h2>Conversation</h2>
      <dl class="pairs">
        <dt>Subject</dt>
        <dd>
          <EditableText
            label="Subject"
            value={conversation.subject}
            shown={conversation.subject ?? 'None'}
            disabled={!may('conversations:write')}
            onSave={save}
          />
        </dd>
        <dt>Assignee</dt>
        <dd>
          {agentId ? (
            <>
              <Avatar
                id={agentId}
                name={memberName(agentId)}
                image={world.value.members[agentId]?.avatarUrl}
                member
                size={20}
              />
              <span class="cut">{agentId === me.value?.id ? 'You' : memberName(agentId)}</span>
            </>
          ) : (
            'Nobody yet'
          )}
        </dd>
        <dt>Department</dt>
        <dd class="cut">{(departmentId && world.value.departments[departmentId]?.name) || 'None'}</dd>
        <dt>Status</dt>
        <dd>
          <Status of={conversation} />
        </dd>
        <dt>Priority</dt>
        <dd>
          <Priority of={conversation.priority} />
        </dd>
        <dt>Started</dt>
        <dd class="num" title={wholeMoment(createdAt)}>
          {dayName(createdAt, minute.value)}, {clock(createdAt)}
        </dd>
        <dt>First reply</dt>
        <dd class="num">
          {firstResponseAt ? spanWords(Date.parse(firstResponseAt) - Date.parse(createdAt)) : 'Not yet'}
        </dd>
        {conversation.rating && (
          <>
            <dt>Rating</dt>
            <dd class="rating">
              <Rating of={conversation.rating} />
              <span aria-hidden="true">of 5</span>
              {conversation.rating.comment && <q dir="auto">{conversation.rating.comment}</q>}
            </dd>
          </>
        )}
        <Answers of={conversation.customFields} />
        {pageUrl && <PageFact name="Page" url={pageUrl} />}
        {referrer && <PageFact name="Came from" url={referrer} />}
      </dl>
    </section>
  )
}

/** What was asked before the first message, by the words of the question where it still stands. */
function Answers({ of }: { of: Conversation['customFields'] }) {
  const asked = world.value.settings?.chatPreChat?.fields ?? []
  return (
    <>
      {Object.entries(of).map(([key, value]) => {
        const words = value === true ? 'Yes' : value === false ? 'No' : String(value)
        const label = asked.find(field => field.key === key)?.label ?? key.replaceAll('_', ' ')
        return (
          <Fragment key={key}>
            <dt class="cut" title={label}>
              {label}
            </dt>
            <dd class="answer" dir="auto">
              {words}
            </dd>
          </Fragment>
        )
      })}
    </>
  )
}

function PageFact({ name, url }: { name: string; url: string }) {
  const words = url.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {/^https?:\/\//.test(url) ? (
          <a class="cut" href={url} target="_blank" rel="noopener noreferrer nofollow" title={url}>
            {words}
          </a>
        ) : (
          <span class="cut">{words}</span>
        )}
      </dd>
    </>
  )
}
