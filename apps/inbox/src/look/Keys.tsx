const mac = /Mac|iPhone|iPad/.test(navigator.platform)
const NAMES: Record<string, string> = { mod: mac ? '⌘' : 'Ctrl', enter: '↵', esc: 'Esc', up: '↑', down: '↓' }

/** Keys in order of pressing, as `mod enter` or `g q`. A hint for eyes: the control's name says the rest. */
export function Keys({ of }: { of: string }) {
  return (
    <span class="keys" aria-hidden="true">
      {of.split(' ').map(key => (
        <kbd key={key}>{NAMES[key] ?? key.toUpperCase()}</kbd>
      ))}
    </span>
  )
}
