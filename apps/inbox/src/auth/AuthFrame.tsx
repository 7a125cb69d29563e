import './auth.css'
import type { ComponentChildren } from 'preact'
import { Mark } from '../look/Mark.tsx'
import { Dusk } from './Dusk.tsx'

/** Words and a form at one side, the field at dusk at the other. */
export function AuthFrame({ title, say, foot, children }: AuthFrameProps) {
  return (
    <main class="in">
      <div class="words">
        <div class="word">
          <Mark size={28} />
          halloo
        </div>
        <div class="middle">
          <header>
            <h1>{title}</h1>
            {say && <p>{say}</p>}
          </header>
          {children}
        </div>
        <footer class="meta">{foot}</footer>
      </div>
      <Dusk />
    </main>
  )
}

interface AuthFrameProps {
  title: string
  say?: ComponentChildren
  foot?: ComponentChildren
  children?: ComponentChildren
}
