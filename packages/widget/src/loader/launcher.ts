/// <reference path="../css.d.ts" />
import css from './launcher.css?inline'

export interface Launcher {
  host: HTMLElement
  button: HTMLButtonElement
  /** How many messages are unread. */
  count: HTMLElement
  /** The owner's colours and measures. */
  look: CSSStyleSheet
  /** Where the panel draws itself, with style sheets of its own. */
  root: ShadowRoot
}

/** Draws the launcher in a shadow root that the page's styles and keys do not reach. */
export function drawLauncher(): Launcher {
  const host = document.createElement('halloo-chat')
  const outer = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const look = new CSSStyleSheet()
  outer.adoptedStyleSheets = [sheet, look]

  const count = document.createElement('span')
  const button = document.createElement('button')
  button.part = 'launcher'
  button.append(document.createElement('i'), count)

  const place = document.createElement('div')
  outer.append(place, button)
  // A site's single-key shortcuts must not fire while somebody writes here.
  for (const type of ['keydown', 'keypress', 'keyup', 'paste'])
    outer.addEventListener(type, event => event.stopPropagation())
  return { host, button, count, look, root: place.attachShadow({ mode: 'open' }) }
}
