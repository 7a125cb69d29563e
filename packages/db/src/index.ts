// Tables, policies, migrations and the tenant's transaction. Only the api and tools import this.
export * from './append-messages.ts'
export * from './connect.ts'
export * from './migrate.ts'
export * from './roles.ts'
export * as tables from './schema/index.ts'
export * from './serving-role.ts'
export * from './tenant.ts'
