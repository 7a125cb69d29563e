import './look/look.css'
import { render } from 'preact'
import { enter } from './live/entry.ts'
import { applyTheme, rememberedTheme } from './look/theme.ts'
import { App } from './shell/App.tsx'

applyTheme(rememberedTheme())
void enter(() => void import('./shell/Frame.tsx'))
const root = document.getElementById('app')
if (root) render(<App />, root)
