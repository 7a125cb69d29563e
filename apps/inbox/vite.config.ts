import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const api = 'http://127.0.0.1:4000'

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false })],
  // The page's policy allows no data: addresses, so nothing may be inlined.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Only values that are really used come along from the protocol, not its schemas.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /packages\/protocol/, sideEffects: false }] },
    },
  },
  server: {
    proxy: {
      '/v1': { target: api, ws: true },
      '/api': api,
      '/files': api,
      '/widget': api,
    },
  },
})
