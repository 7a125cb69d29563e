import { defineConfig } from 'drizzle-kit'

// Only generates SQL; `pnpm halloo migrate` and every start apply it.
export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/db/src/schema/index.ts',
  out: './packages/db/migrations',
  casing: 'snake_case',
  entities: { roles: { provider: '' } },
  schemaFilter: ['public', 'auth'],
  dbCredentials: { url: process.env.DATABASE_URL ?? 'postgres://unset' },
})
