// All tables, for drizzle and its generator.
export * from './auth.ts'
export * from './chat-users.ts'
export * from './conversations.ts'
export * from './departments.ts'
export * from './events.ts'
export * from './members.ts'
export * from './messages.ts'
export * from './organizations.ts'
