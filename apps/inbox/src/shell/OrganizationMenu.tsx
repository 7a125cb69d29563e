import { Check, ChevronsUpDown, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { me } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Mark } from '../look/Mark.tsx'
import { Menu, type MenuItem } from '../look/Menu.tsx'
import { toastTrouble } from '../look/Toast.tsx'

/** Which organization this is, and the way to another. */
export function OrganizationMenu() {
  const [open, setOpen] = useState(false)
  const [others, setOthers] = useState<{ id: string; name: string }[]>([])
  const current = me.value?.organization
  const show = async (wanted: boolean) => {
    setOpen(wanted)
    if (!wanted) return
    const { listOrganizations } = await import('../auth/auth-client.ts')
    setOthers(await listOrganizations())
  }
  const items: MenuItem[] = others.map(({ id, name }) => ({
    label: name,
    ...(id === current?.id && { icon: Check }),
    onSelect: () => (id === current?.id ? undefined : void switchTo(id)),
  }))
  return (
    <Menu
      class="org"
      open={open}
      onOpen={show}
      sections={[
        { heading: 'Organizations', items },
        { items: [{ label: 'New organization', icon: Plus, onSelect: () => void startNew() }] },
      ]}
    >
      <Mark />
      <span class="cut">{current?.name}</span>
      <Icon of={ChevronsUpDown} size={14} />
    </Menu>
  )
}

async function switchTo(id: string) {
  const { setOrganization } = await import('../auth/auth-client.ts')
  const fault = await setOrganization(id)
  if (fault) toastTrouble(fault)
  else location.assign('/')
}

async function startNew() {
  const { entry } = await import('../live/entry.ts')
  entry.value = 'no-organization'
}
