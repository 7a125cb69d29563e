import './drafts.css'
import { Users } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { may } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { NotAllowed, Page } from './Page.tsx'
import type { Saving } from './use-saving.ts'

/** A page of settings that are changed together and saved at once. */
export function DraftPage({ title, what, saving, wide = false, children }: DraftPageProps) {
  const allowed = may('settings:manage')
  const { changes, busy, isOvertaken, faults } = saving
  return (
    <Page
      title={title}
      wide={wide}
      action={
        allowed && (
          <div class="saving">
            <span class={faults.count ? 'meta bad' : 'meta'} role="status">
              {stateOf(saving)}
            </span>
            <Button kind="quiet" disabled={changes === 0 || busy} onClick={saving.discard}>
              Discard
            </Button>
            <Button
              kind="primary"
              disabled={changes === 0 || busy || isOvertaken}
              onClick={() => void saving.save()}
            >
              Save
            </Button>
          </div>
        )
      }
    >
      {!allowed && <NotAllowed what={what} />}
      {isOvertaken && <Meanwhile saving={saving} />}
      <fieldset class="plain" disabled={!allowed || busy}>
        <legend class="hide">{title}</legend>
        {children}
      </fieldset>
    </Page>
  )
}

function stateOf({ changes, faults }: Saving) {
  if (faults.count) return faults.count === 1 ? '1 thing to mend' : `${faults.count} things to mend`
  return changes === 0 ? 'Saved' : 'Not saved'
}

/** Saving would undo what a colleague has just saved, so one has to choose. */
const Meanwhile = ({ saving }: { saving: Saving }) => (
  <div class="saved-meanwhile" role="alert">
    <Icon of={Users} />
    <span class="grow">A colleague has changed the same settings while you were writing.</span>
    <Button small onClick={saving.discard}>
      Take theirs
    </Button>
    <Button small onClick={saving.keep}>
      Keep mine
    </Button>
  </div>
)

interface DraftPageProps {
  title: string
  /** What an agent may not do here, as in “change …”. */
  what: string
  saving: Saving
  wide?: boolean
  children: ComponentChildren
}
