import type { Department } from '@halloo/protocol'
import { Ellipsis, PencilLine, Plus, Trash2, X } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { memberName } from '../conversations/names.ts'
import { world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { Menu } from '../look/Menu.tsx'
import { Switch } from '../look/Switch.tsx'
import { addToDepartment, changeDepartment, deleteDepartment, takeOutOfDepartment } from './actions.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

/** One department with its people. */
export function DepartmentCard({ department, allowed, onEdit }: CardProps) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <section class="card" aria-label={department.name}>
      <header>
        <h2 class="cut" title={department.name}>
          {department.name}
        </h2>
        {allowed && (
          <Menu
            label={`More about ${department.name}`}
            class="icon"
            open={open}
            onOpen={setOpen}
            sections={[
              {
                items: [
                  { label: 'Rename …', icon: PencilLine, onSelect: onEdit },
                  { label: 'Delete …', icon: Trash2, danger: true, onSelect: () => setAsking(true) },
                ],
              },
            ]}
          >
            <Icon of={Ellipsis} />
          </Menu>
        )}
      </header>
      {department.description && <p class="meta">{department.description}</p>}
      <Switch
        label="Offered to visitors"
        on={department.active}
        disabled={!allowed}
        onChange={active => void changeDepartment(department.id, { active })}
      />
      <People department={department} allowed={allowed} />
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title={`Delete ${department.name}?`}
            say="Its conversations stay, without a department."
            yes="Delete"
            onYes={() => deleteDepartment(department.id)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </section>
  )
}

function People({ department, allowed }: { department: Department; allowed: boolean }) {
  const [open, setOpen] = useState(false)
  const others = Object.values(world.value.members)
    .filter(member => member.leftAt === null && !department.memberIds.includes(member.id))
    .sort((a, b) => a.name.localeCompare(b.name))
  return (
    <ul class="people-chips" aria-label={`Members of ${department.name}`}>
      {department.memberIds.map(id => (
        <li key={id}>
          <Avatar id={id} name={memberName(id)} image={world.value.members[id]?.avatarUrl} member size={20} />
          <span class="cut">{memberName(id)}</span>
          {allowed && (
            <IconButton
              label={`Take ${memberName(id)} out`}
              icon={X}
              size={14}
              onClick={() => void takeOutOfDepartment(department.id, id)}
            />
          )}
        </li>
      ))}
      {department.memberIds.length === 0 && <li class="none meta">Nobody yet</li>}
      {allowed && others.length > 0 && (
        <li class="add">
          <Menu
            class="btn small"
            label={`Add somebody to ${department.name}`}
            open={open}
            onOpen={setOpen}
            sections={[
              {
                heading: 'Add',
                items: others.map(member => ({
                  label: member.name,
                  face: (
                    <Avatar id={member.id} name={member.name} image={member.avatarUrl} member size={20} />
                  ),
                  onSelect: () => void addToDepartment(department.id, member.id),
                })),
              },
            ]}
          >
            <Icon of={Plus} size={14} />
            Add
          </Menu>
        </li>
      )}
    </ul>
  )
}

interface CardProps {
  department: Department
  allowed: boolean
  onEdit: () => void
}
