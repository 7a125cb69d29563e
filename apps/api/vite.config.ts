import { defineConfig } from 'vite'

// Our own code, and the packages that are made of hundreds of small files: reading them one by one is what a start
// takes longest for. The others stay where they are.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    rolldownOptions: {
      input: { main: 'src/main.ts', cli: 'src/cli/halloo.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: [/^@halloo\//, /^@?better-/, /^drizzle-orm/, /^zod/, /^hono/, /^@hono\//] },
})
