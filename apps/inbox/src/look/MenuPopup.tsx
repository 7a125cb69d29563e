import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-preact'
import type { RefObject } from 'preact'
import { Icon } from './Icon.tsx'
import { Keys } from './Keys.tsx'
import type { MenuItem, MenuSection } from './Menu.tsx'

/** The menu of a button that is already on screen. */
export default function MenuPopup({ anchor, sections, onClose }: MenuPopupProps) {
  return (
    <Menu.Root open modal={false} onOpenChange={open => open || onClose()}>
      <Menu.Portal>
        <Menu.Positioner class="positioner" anchor={anchor} sideOffset={4} align="end" collisionPadding={8}>
          <Menu.Popup className="menu" finalFocus={anchor}>
            {sections.map((section, index) => (
              <Menu.Group key={section.heading ?? index}>
                {index > 0 && <hr />}
                {section.heading && <Menu.GroupLabel className="heading">{section.heading}</Menu.GroupLabel>}
                {section.items.map(item => (
                  <Item key={item.label} item={item} />
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const inside = (
    <>
      {item.icon ? <Icon of={item.icon} /> : item.face}
      <span class="cut">{item.label}</span>
      <span class="end">
        {item.detail && <span class="meta">{item.detail}</span>}
        {item.checked && <Icon of={Check} class="tick" />}
        {item.keys && <Keys of={item.keys} />}
      </span>
    </>
  )
  const shared = { className: `item ${item.danger ? 'danger' : ''}`, disabled: item.disabled ?? false }
  if (item.checked === undefined)
    return (
      <Menu.Item {...shared} onClick={item.onSelect}>
        {inside}
      </Menu.Item>
    )
  return (
    <Menu.CheckboxItem {...shared} closeOnClick checked={item.checked} onCheckedChange={item.onSelect}>
      {inside}
    </Menu.CheckboxItem>
  )
}

interface MenuPopupProps {
  anchor: RefObject<HTMLButtonElement | null>
  sections: readonly MenuSection[]
  onClose: () => void
}
