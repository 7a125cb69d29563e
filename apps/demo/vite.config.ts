import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

const root = join(import.meta.dirname, 'src')
const pages = ['index', 'shop', 'product', 'order', 'delivery']
const part = (name: string) => readFileSync(join(root, 'parts', name), 'utf8')

/** Puts what all pages share around each page's own words. */
const layout = (): Plugin => ({
  name: 'layout',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { path }) =>
      html
        .replace('<!-- head -->', () => part('head.html'))
        .replace('<!-- header -->', () =>
          part('header.html').replace(`href=".${path}"`, link => `${link} aria-current="page"`),
        )
        .replace('<!-- footer -->', () => part('footer.html') + part('art.svg')),
  },
})

export default defineConfig({
  root,
  base: '/demo/',
  plugins: [layout()],
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: { input: pages.map(page => join(root, `${page}.html`)) },
  },
})
