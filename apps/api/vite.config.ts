import { defineConfig } from 'vite'

// One file of our own code; packages from npm stay where they are.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    rolldownOptions: {
      input: { main: 'src/main.ts', cli: 'src/cli/halloo.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: [/^@halloo\//] },
})
