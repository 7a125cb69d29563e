/// <reference path="../css.d.ts" />
import css from './launcher.css?inline'

export interface Launcher {
  host: HTMLElement
  button: HTMLButtonElement
  /** Where the panel draws itself, with style sheets of its own. */
  panel: ShadowRoot
  badge(count: number): void
}

/** Draws the launcher in a shadow root that the page's styles and keys do not reach. */
export function drawLauncher(inline: boolean): Launcher {
  const host = document.createElement('halloo-chat')
  host.toggleAttribute('inline', inline)
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  button.part.add('launcher')
  button.append(
    icon('mark', 'M9.7 8.2a5.4 5.4 0 1 1-2.6 10.1L4.6 19l.7-2.6A5.4 5.4 0 0 1 9.7 8.2Z'),
    icon('down', 'm6 9 6 6 6-6'),
  )
  const count = document.createElement('span')
  count.className = 'b'
  button.append(count)

  const place = document.createElement('div')
  root.append(place, button)
  // A site's single-key shortcuts must not fire while somebody writes here.
  for (const type of ['keydown', 'keypress', 'keyup', 'paste'])
    root.addEventListener(type, event => event.stopPropagation())
  return {
    host,
    button,
    panel: place.attachShadow({ mode: 'open' }),
    badge(unread) {
      count.textContent = unread > 99 ? '99+' : `${unread || ''}`
    },
  }
}

function icon(name: string, path: string) {
  const svg = element('svg', 'viewBox', '0 0 24 24')
  svg.setAttribute('class', name)
  svg.append(element('path', 'd', path))
  return svg
}

function element(name: string, attribute: string, value: string) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  made.setAttribute(attribute, value)
  return made
}
