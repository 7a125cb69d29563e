/** Adds a style sheet to a shadow root, once. */
export function addSheet(root: ShadowRoot, css: string) {
  if (added.get(root)?.has(css)) return
  added.set(root, (added.get(root) ?? new Set()).add(css))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}

const added = new WeakMap<ShadowRoot, Set<string>>()
