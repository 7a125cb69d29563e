import './departments.css'
import type { Department } from '@halloo/protocol'
import { Plus } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { may, world } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { NotAllowed, Page } from '../settings/Page.tsx'
import { DepartmentCard } from './DepartmentCard.tsx'

const DepartmentDialog = lazy(() => import('./DepartmentDialog.tsx'))

/** What visitors can ask about, and who answers. */
export default function DepartmentsPage() {
  const [editing, setEditing] = useState<Department | 'new' | null>(null)
  const allowed = may('departments:manage')
  const all = Object.values(world.value.departments).sort((a, b) => a.name.localeCompare(b.name))
  const add = allowed && (
    <Button kind="primary" icon={Plus} onClick={() => setEditing('new')}>
      New department
    </Button>
  )
  return (
    <Page title="Departments" wide action={all.length > 0 && add}>
      {!allowed && <NotAllowed what="change departments" />}
      {all.length === 0 && (
        <Empty title="No departments yet" action={add}>
          Without any, every question goes into one queue. That is fine for a small team.
        </Empty>
      )}
      <div class="cards">
        {all.map(department => (
          <DepartmentCard
            key={department.id}
            department={department}
            allowed={allowed}
            onEdit={() => setEditing(department)}
          />
        ))}
      </div>
      {editing && (
        <Suspense fallback={null}>
          <DepartmentDialog
            department={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </Page>
  )
}
