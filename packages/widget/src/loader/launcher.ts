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

const MARK = 'M9.7 8.2a5.4 5.4 0 1 1-2.6 10.1L4.6 19l.7-2.6A5.4 5.4 0 0 1 9.7 8.2Z'
const DOWN = 'm8 10 4 4 4-4'

/** Draws the launcher in a shadow root that the page's styles and keys do not reach. */
export function drawLauncher(): Launcher {
  const host = document.createElement('halloo-chat')
  const outer = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const look = new CSSStyleSheet()
  outer.adoptedStyleSheets = [sheet, look]

  const picture = shape('svg', 'viewBox', '0 0 24 24')
  picture.append(shape('path', 'd', MARK), shape('path', 'd', DOWN))
  const count = document.createElement('span')
  const button = document.createElement('button')
  button.part = 'launcher'
  button.append(picture, count)

  const place = document.createElement('div')
  outer.append(place, button)
  // A site's single-key shortcuts must not fire while somebody writes here.
  for (const type of ['keydown', 'keypress', 'keyup', 'paste'])
    outer.addEventListener(type, event => event.stopPropagation())
  return { host, button, count, look, root: place.attachShadow({ mode: 'open' }) }
}

function shape(name: string, attribute: string, value: string) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  made.setAttribute(attribute, value)
  return made
}
